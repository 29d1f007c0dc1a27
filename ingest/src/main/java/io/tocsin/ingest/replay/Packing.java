package io.tocsin.ingest.replay;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Gives the events of one combination of vaccines to its reports, each report at least one and none
 * twice. The commonest event goes first, each to the reports that still want most (the construction
 * in the proofs of Gale and of Ryser, 1957), so the wanted numbers are met wherever they can be.
 */
final class Packing {
  private final BitSet[] events;
  private final double[] open;
  private final Random random;

  private Packing(int[] wanted, Random random) {
    this.random = random;
    events = IntStream.range(0, wanted.length).mapToObj(_ -> new BitSet()).toArray(BitSet[]::new);
    open = IntStream.of(wanted).asDoubleStream().toArray();
  }

  /**
   * The events of each report.
   *
   * @param reportsByEvent how many of the reports have each event
   * @param wanted how many events each report should have
   */
  static List<BitSet> of(Map<Integer, Integer> reportsByEvent, int[] wanted, Random random) {
    Packing packing = new Packing(wanted, random);
    reportsByEvent.entrySet().stream()
        .sorted(
            Map.Entry.<Integer, Integer>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .forEach(entry -> packing.give(entry.getKey(), entry.getValue()));
    packing.giveEmptyReportsAnEvent();
    return List.of(packing.events);
  }

  private void give(int event, int reports) {
    double[] keys =
        IntStream.range(0, open.length).mapToDouble(r -> open[r] + random.nextDouble()).toArray();
    IntStream.range(0, open.length)
        .boxed()
        .sorted(Comparator.comparingDouble(r -> -keys[r]))
        .limit(reports)
        .forEach(
            r -> {
              events[r].set(event);
              open[r]--;
            });
  }

  private void giveEmptyReportsAnEvent() {
    List<BitSet> all = new ArrayList<>(List.of(events));
    for (BitSet empty : events) {
      if (empty.isEmpty()) {
        BitSet richest =
            all.stream().max(Comparator.comparingInt(BitSet::cardinality)).orElseThrow();
        int event = richest.nextSetBit(0);
        richest.clear(event);
        empty.set(event);
      }
    }
  }
}
