package io.tocsin.topology.counting;

import io.tocsin.topology.state.BinaryReader;
import io.tocsin.topology.state.BinaryWriter;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Reports by receipt day, kept exactly under additions and retractions in any order: first and last
 * date, weekly and monthly series all follow from it. Two integers for each day that has a report.
 */
final class DayCounts {
  private int[] days = new int[1];
  private int[] reports = new int[1];
  private int size;

  void add(int day, int change) {
    int at = size > 0 && days[size - 1] < day ? -(size + 1) : find(day);
    if (at < 0) {
      insert(-(at + 1), day);
      at = -(at + 1);
    }
    reports[at] += change;
    if (reports[at] == 0) {
      remove(at);
    }
  }

  private int find(int day) {
    return Arrays.binarySearch(days, 0, size, day);
  }

  private void insert(int at, int day) {
    if (size == days.length) {
      int capacity = size + (size >> 1) + 1;
      days = Arrays.copyOf(days, capacity);
      reports = Arrays.copyOf(reports, capacity);
    }
    System.arraycopy(days, at, days, at + 1, size - at);
    System.arraycopy(reports, at, reports, at + 1, size - at);
    days[at] = day;
    reports[at] = 0;
    size++;
  }

  private void remove(int at) {
    size--;
    System.arraycopy(days, at + 1, days, at, size - at);
    System.arraycopy(reports, at + 1, reports, at, size - at);
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** Index of the first day with a report that is no earlier than the given one. */
  int indexFrom(int day) {
    int at = find(day);
    return at < 0 ? -(at + 1) : at;
  }

  /** Days with a report. */
  int size() {
    return size;
  }

  /** The i-th day with a report, oldest first. */
  int day(int i) {
    return days[i];
  }

  /** Reports of the i-th day. */
  int reports(int i) {
    return reports[i];
  }

  Map<LocalDate, Integer> toMap() {
    Map<LocalDate, Integer> map = HashMap.newHashMap(size);
    for (int i = 0; i < size; i++) {
      map.put(LocalDate.ofEpochDay(days[i]), reports[i]);
    }
    return map;
  }

  void write(BinaryWriter out) {
    out.writeVarint(size);
    int previous = 0;
    for (int i = 0; i < size; i++) {
      out.writeSigned(days[i] - previous).writeSigned(reports[i]);
      previous = days[i];
    }
  }

  static DayCounts read(BinaryReader in) {
    DayCounts counts = new DayCounts();
    counts.size = in.readInt();
    counts.days = new int[Math.max(1, counts.size)];
    counts.reports = new int[Math.max(1, counts.size)];
    int previous = 0;
    for (int i = 0; i < counts.size; i++) {
      previous += Math.toIntExact(in.readSigned());
      counts.days[i] = previous;
      counts.reports[i] = Math.toIntExact(in.readSigned());
    }
    return counts;
  }
}
