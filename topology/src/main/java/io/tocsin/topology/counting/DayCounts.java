package io.tocsin.topology.counting;

import io.tocsin.topology.state.BinaryReader;
import io.tocsin.topology.state.BinaryWriter;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Reports by receipt day, kept exactly under additions and retractions in any order: first and last
 * date, weekly and monthly series all follow from it. Eight bytes for each day that has a report.
 */
final class DayCounts {
  private static final int[] EMPTY = new int[0];

  /** Day, reports, day, reports, and so on; days rise. */
  private int[] entries = EMPTY;

  private int size;

  void add(int day, int change) {
    int at = size > 0 && day(size - 1) < day ? size : indexFrom(day);
    if (at == size || day(at) != day) {
      insert(at, day);
    }
    entries[2 * at + 1] += change;
    if (reports(at) == 0) {
      remove(at);
    }
  }

  private void insert(int at, int day) {
    if (2 * size == entries.length) {
      entries = Arrays.copyOf(entries, 2 * (size + (size >> 2) + 1));
    }
    System.arraycopy(entries, 2 * at, entries, 2 * at + 2, 2 * (size - at));
    entries[2 * at] = day;
    entries[2 * at + 1] = 0;
    size++;
  }

  private void remove(int at) {
    size--;
    System.arraycopy(entries, 2 * at + 2, entries, 2 * at, 2 * (size - at));
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** Index of the first day with a report that is no earlier than the given one. */
  int indexFrom(int day) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (day(middle) < day) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Days with a report. */
  int size() {
    return size;
  }

  /** The i-th day with a report, oldest first. */
  int day(int i) {
    return entries[2 * i];
  }

  /** Reports of the i-th day. */
  int reports(int i) {
    return entries[2 * i + 1];
  }

  Map<LocalDate, Integer> toMap() {
    Map<LocalDate, Integer> map = HashMap.newHashMap(size);
    for (int i = 0; i < size; i++) {
      map.put(LocalDate.ofEpochDay(day(i)), reports(i));
    }
    return map;
  }

  void write(BinaryWriter out) {
    out.writeVarint(size);
    int previous = 0;
    for (int i = 0; i < size; i++) {
      out.writeSigned(day(i) - previous).writeSigned(reports(i));
      previous = day(i);
    }
  }

  static DayCounts read(BinaryReader in) {
    DayCounts counts = new DayCounts();
    counts.size = in.readSize();
    counts.entries = new int[2 * counts.size];
    int previous = 0;
    for (int i = 0; i < counts.size; i++) {
      previous += in.readSignedInt();
      counts.entries[2 * i] = previous;
      counts.entries[2 * i + 1] = in.readSignedInt();
    }
    return counts;
  }
}
