package io.tocsin.batch.counting;

import com.carrotsearch.hppc.LongArrayList;
import com.carrotsearch.hppc.LongHashSet;
import java.util.Arrays;

/** Numbers the pairs of all threads, by drug and then by event. */
final class PairNumbers {
  /** Drug in the upper half, event in the lower; rising. */
  private final long[] drugsAndEvents;

  private PairNumbers(long[] drugsAndEvents) {
    this.drugsAndEvents = drugsAndEvents;
  }

  /** The distinct ones among lists of pairs, drug in the upper half and event in the lower. */
  static PairNumbers of(Iterable<LongArrayList> lists) {
    LongHashSet distinct = new LongHashSet();
    for (LongArrayList list : lists) {
      distinct.addAll(list);
    }
    long[] sorted = distinct.toArray();
    Arrays.sort(sorted);
    return new PairNumbers(sorted);
  }

  int numberOf(long drugAndEvent) {
    return Arrays.binarySearch(drugsAndEvents, drugAndEvent);
  }

  int[] drugs() {
    return Arrays.stream(drugsAndEvents).mapToInt(pair -> (int) (pair >>> 32)).toArray();
  }

  int[] events() {
    return Arrays.stream(drugsAndEvents).mapToInt(pair -> (int) pair).toArray();
  }
}
