package io.tocsin.local.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Optional;

/**
 * Lines that stay, and below them one that is written over. Where nobody is looking, only lines
 * that stay are printed. Safe for use by many threads.
 */
public final class Terminal {
  private final PrintWriter out;
  private final boolean overwrites;
  private int progressShown;

  /**
   * @param overwrites whether a line can be written over
   */
  public Terminal(PrintWriter out, boolean overwrites) {
    this.out = out;
    this.overwrites = overwrites;
  }

  /** Whether a person sees what this process prints. */
  public static boolean isPresent() {
    return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
  }

  /** Prints a line that stays. */
  public synchronized void say(String line) {
    clear();
    out.println(line);
    out.flush();
  }

  /** Shows how far things are, in place of what it showed before. */
  public synchronized void progress(String line) {
    if (overwrites) {
      clear();
      out.print(line);
      progressShown = line.length();
      out.flush();
    }
  }

  private void clear() {
    if (progressShown > 0) {
      out.print("\r" + " ".repeat(progressShown) + "\r");
      progressShown = 0;
    }
  }
}
