package io.tocsin.local.analyze;

import io.tocsin.batch.csv.BadRow;
import java.io.PrintWriter;
import java.util.function.Consumer;

/** Names the first rows that were left out, and counts the others. */
final class BadRowLog implements Consumer<BadRow>, AutoCloseable {
  private static final int NAMED = 20;

  private final String file;
  private final PrintWriter out;
  private long count;

  BadRowLog(String file, PrintWriter out) {
    this.file = file;
    this.out = out;
  }

  @Override
  public void accept(BadRow row) {
    if (count++ < NAMED) {
      out.printf("tocsin: %s, line %d: the row %s%n", file, row.line(), row.reason());
    }
  }

  /** How many rows were left out. */
  long count() {
    return count;
  }

  /** Says how many were not named. */
  @Override
  public void close() {
    if (count > NAMED) {
      out.printf("tocsin: %s: %,d more rows were left out%n", file, count - NAMED);
    }
    out.flush();
  }
}
