package io.tocsin.topology.counting;

import io.tocsin.topology.state.BinaryReader;
import io.tocsin.topology.state.BinaryWriter;
import java.util.Arrays;

/**
 * Reports by a small code, exact under additions and retractions in any order. Eight bytes for each
 * code that has a report, none for the others.
 */
final class SparseCounts {
  private static final int[] EMPTY = new int[0];

  /** Code, reports, code, reports, and so on; codes rise. */
  private int[] entries = EMPTY;

  void add(int code, int change) {
    int at = 2 * indexFrom(code);
    if (at == entries.length || entries[at] != code) {
      insert(at, code);
    }
    entries[at + 1] += change;
    if (entries[at + 1] == 0) {
      remove(at);
    }
  }

  private void insert(int at, int code) {
    int[] grown = new int[entries.length + 2];
    System.arraycopy(entries, 0, grown, 0, at);
    System.arraycopy(entries, at, grown, at + 2, entries.length - at);
    grown[at] = code;
    entries = grown;
  }

  private void remove(int at) {
    int[] shrunk = Arrays.copyOf(entries, entries.length - 2);
    System.arraycopy(entries, at + 2, shrunk, at, shrunk.length - at);
    entries = shrunk;
  }

  /** Codes that have a report. */
  int size() {
    return entries.length / 2;
  }

  /** The i-th code that has a report. */
  int code(int i) {
    return entries[2 * i];
  }

  /** Reports of the i-th code. */
  int reports(int i) {
    return entries[2 * i + 1];
  }

  /** Reports of a code. */
  int of(int code) {
    int i = indexFrom(code);
    return i < size() && code(i) == code ? reports(i) : 0;
  }

  /** Index of the first code that is no less than the given one and has a report. */
  int indexFrom(int code) {
    int i = 0;
    while (i < size() && code(i) < code) {
      i++;
    }
    return i;
  }

  void write(BinaryWriter out) {
    out.writeVarint(size());
    int previous = 0;
    for (int i = 0; i < size(); i++) {
      out.writeVarint(code(i) - previous).writeSigned(reports(i));
      previous = code(i);
    }
  }

  static SparseCounts read(BinaryReader in) {
    SparseCounts counts = new SparseCounts();
    counts.entries = new int[2 * in.readSize()];
    int previous = 0;
    for (int i = 0; i < counts.entries.length; i += 2) {
      previous += in.readInt();
      counts.entries[i] = previous;
      counts.entries[i + 1] = in.readSignedInt();
    }
    return counts;
  }
}
