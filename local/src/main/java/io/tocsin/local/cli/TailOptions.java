package io.tocsin.local.cli;

import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;

/** How a topic is looked at, one line for each of its records. */
public final class TailOptions {
  @Option(names = "--from-beginning", description = "Begins with the oldest one kept.")
  private boolean fromBeginning;

  @Option(names = "--json", description = "Prints each as one line of JSON.")
  private boolean json;

  @Option(
      names = "--max",
      paramLabel = "N",
      defaultValue = "9223372036854775807",
      showDefaultValue = Visibility.NEVER,
      description = "Ends after so many. Default: goes on until Ctrl-C.")
  private long max;

  /** For picocli. */
  public TailOptions() {}

  /** Whether to begin with the oldest record kept, or with the next one to come. */
  public boolean fromBeginning() {
    return fromBeginning;
  }

  /** Whether to print JSON. */
  public boolean json() {
    return json;
  }

  /** After how many to end. */
  public long max() {
    return max;
  }
}
