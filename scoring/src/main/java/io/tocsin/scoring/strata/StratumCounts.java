package io.tocsin.scoring.strata;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Reports by stratum, exact under additions and retractions in any order. Strata without a report
 * take no space. Not thread-safe.
 */
public final class StratumCounts {
  private static final int COUNT_BITS = 32;
  private static final long[] EMPTY = new long[0];

  /** Ordered by stratum; stratum in the upper half, reports in the lower. */
  private long[] entries;

  private int size;

  /** No report in any stratum. */
  public StratumCounts() {
    entries = EMPTY;
  }

  /** No report, and room for so many strata. */
  public StratumCounts(int strata) {
    entries = new long[strata];
  }

  /** Adds reports to a stratum, or takes them away. */
  public void add(int stratum, int change) {
    int at = find(stratum);
    if (at < 0) {
      at = -(at + 1);
      insert(at, stratum);
    }
    int reports = reports(at) + change;
    entries[at] = (long) stratum << COUNT_BITS | Integer.toUnsignedLong(reports);
    if (reports == 0) {
      remove(at);
    }
  }

  /** Sets the reports of a stratum, 0 or more. */
  public void set(int stratum, int reports) {
    int at = find(stratum);
    add(stratum, reports - (at < 0 ? 0 : reports(at)));
  }

  private int find(int stratum) {
    int low = 0;
    int high = size - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int there = stratum(middle);
      if (there == stratum) {
        return middle;
      }
      if (there < stratum) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -(low + 1);
  }

  private void insert(int at, int stratum) {
    if (size == entries.length) {
      entries = Arrays.copyOf(entries, size + (size >> 1) + 1);
    }
    System.arraycopy(entries, at, entries, at + 1, size - at);
    entries[at] = (long) stratum << COUNT_BITS;
    size++;
  }

  private void remove(int at) {
    size--;
    System.arraycopy(entries, at + 1, entries, at, size - at);
  }

  /** Strata that have a report. */
  public int size() {
    return size;
  }

  /** The i-th stratum that has a report; they rise. */
  public int stratum(int i) {
    return (int) (entries[i] >> COUNT_BITS);
  }

  /** Reports of the i-th stratum. */
  public int reports(int i) {
    return (int) entries[i];
  }

  /** Reports of a stratum. */
  public int of(int stratum) {
    int at = find(stratum);
    return at < 0 ? 0 : reports(at);
  }

  /** Reports of all strata. */
  public long total() {
    long total = 0;
    for (int i = 0; i < size; i++) {
      total += reports(i);
    }
    return total;
  }

  /** The reports of each stratum that has one. */
  public Map<Integer, Integer> toMap() {
    Map<Integer, Integer> map = HashMap.newHashMap(size);
    for (int i = 0; i < size; i++) {
      map.put(stratum(i), reports(i));
    }
    return map;
  }

  /** A copy that later changes leave alone. */
  public StratumCounts copy() {
    StratumCounts copy = new StratumCounts();
    copy.entries = Arrays.copyOf(entries, size);
    copy.size = size;
    return copy;
  }
}
