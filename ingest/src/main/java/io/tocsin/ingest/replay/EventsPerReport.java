package io.tocsin.ingest.replay;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * How many events each report should have: as the known histogram says over all reports, and adding
 * up within each combination of vaccines to the events that were allotted to it.
 */
final class EventsPerReport {
  private static final int ROUNDS = 400;

  private final List<Combination> combinations;
  private final int[] group;
  private final int[] wanted;
  private final int[] excess;
  private final Random random;

  private EventsPerReport(
      List<Combination> combinations, Map<Integer, Integer> histogram, Random random) {
    this.combinations = combinations;
    this.random = random;
    List<Integer> sizes = new ArrayList<>();
    histogram.forEach((size, reports) -> sizes.addAll(Collections.nCopies(reports, size)));
    Collections.shuffle(sizes, random);
    wanted = sizes.stream().mapToInt(Integer::intValue).toArray();
    group = new int[wanted.length];
    excess = new int[combinations.size()];
    int next = 0;
    for (Combination combination : combinations) {
      int number = combination.number();
      excess[number] -= combination.mentions();
      for (int i = 0; i < combination.reports(); i++) {
        group[next] = number;
        excess[number] += wanted[next++];
      }
    }
  }

  /** Numbers of events of the reports of each combination, by its place in the list. */
  static List<int[]> of(
      List<Combination> combinations, Map<Integer, Integer> histogram, Random random) {
    EventsPerReport events = new EventsPerReport(combinations, histogram, random);
    for (int round = 0; round < ROUNDS && events.swapWhatHelps(); round++) {}
    events.nudge();
    return events.byCombination();
  }

  /** Swaps sizes between combinations that have too many events and such that have too few. */
  private boolean swapWhatHelps() {
    List<Integer> over = new ArrayList<>();
    List<Integer> under = new ArrayList<>();
    for (int r = 0; r < wanted.length; r++) {
      if (excess[group[r]] > 0) {
        over.add(r);
      } else if (excess[group[r]] < 0) {
        under.add(r);
      }
    }
    Collections.shuffle(over, random);
    Collections.shuffle(under, random);
    for (int i = 0; i < over.size() && !under.isEmpty(); i++) {
      swapIfCloser(over.get(i), under.get(i % under.size()));
    }
    return !over.isEmpty();
  }

  private void swapIfCloser(int from, int to) {
    int gain = wanted[from] - wanted[to];
    if (gain > 0 && gain <= 2 * Math.min(excess[group[from]], -excess[group[to]]) - 1) {
      int size = wanted[from];
      wanted[from] = wanted[to];
      wanted[to] = size;
      excess[group[from]] -= gain;
      excess[group[to]] += gain;
    }
  }

  /** Changes single sizes by one where swaps have not closed the gap. */
  private void nudge() {
    boolean open = true;
    while (open) {
      open = false;
      for (int r = 0; r < wanted.length; r++) {
        int step = -Integer.signum(excess[group[r]]);
        if (step != 0 && wanted[r] + step >= 1) {
          wanted[r] += step;
          excess[group[r]] += step;
          open = true;
        }
      }
    }
  }

  private List<int[]> byCombination() {
    List<int[]> sizes = new ArrayList<>();
    int next = 0;
    for (Combination combination : combinations) {
      int[] own = new int[combination.reports()];
      System.arraycopy(wanted, next, own, 0, own.length);
      next += own.length;
      sizes.add(own);
    }
    return sizes;
  }
}
