package io.tocsin.batch.evaluation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Counts the rows that were left out, and keeps the first of them. */
final class BadRows {
  private static final int KEPT = 100;

  private final List<BadRow> first = new ArrayList<>();
  private long count;

  void add(Path file, long line, String reason) {
    count++;
    if (first.size() < KEPT) {
      first.add(new BadRow(file.toString(), line, reason));
    }
  }

  long count() {
    return count;
  }

  List<BadRow> first() {
    return List.copyOf(first);
  }
}
