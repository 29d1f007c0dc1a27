package io.tocsin.ingest.replay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Splits the reports of one event over combinations of vaccines so that every vaccine is named as
 * often as its pair with the event was counted, and the event has as many reports as it has.
 *
 * <p>First an iterative proportional fit (Deming and Stephan, 1940) of the combinations' sizes to
 * these counts says about how many reports each combination should give; its whole parts are taken
 * and the remainder is filled in random order, likely and scarce combinations first. Where that
 * ends short, a random share is given back and filled again.
 */
final class EventSplit {
  private static final int FIT_ROUNDS = 60;
  private static final int ATTEMPTS = 40;
  private static final double UNCOVERED_BONUS = 8;
  private static final double SCARCITY_BONUS = 20;
  private static final double LEAST_WEIGHT = 1e-6;

  private final int[] pairs;
  private final int reports;
  private final List<Combination> candidates;
  private final double[] fit;
  private final double[] bonus;
  private final int[] taken;
  private final int[] rest;
  private int restReports;
  private int restMentions;
  private int tight;

  private EventSplit(int[] pairs, int reports, List<Combination> pool) {
    this.pairs = pairs;
    this.reports = reports;
    candidates = pool.stream().filter(this::possible).toList();
    fit = fit();
    bonus = bonus();
    taken = new int[candidates.size()];
    rest = pairs.clone();
    restReports = reports;
    restMentions = Arrays.stream(pairs).sum();
    countTight();
  }

  /** Reports of a combination that have the event. */
  record Part(Combination combination, int reports) {}

  /**
   * A split into combinations of the pool.
   *
   * @param parts what was found
   * @param missing reports that no combination of the pool could give, as sets of vaccines; empty
   *     when the split is complete
   */
  record Result(List<Part> parts, List<BitSet> missing) {}

  /**
   * The split with the fewest missing reports that was found.
   *
   * @param pairs reports of the event by vaccine
   * @param reports reports of the event
   * @param required combinations that must give a report, each possible for the event
   */
  static Result of(
      int[] pairs, int reports, List<Combination> pool, List<Combination> required, Random random) {
    EventSplit split = new EventSplit(pairs, reports, pool);
    required.forEach(combination -> split.take(split.candidates.indexOf(combination)));
    split.takeWholeParts();
    split.fill(random);
    for (int i = 0; i < ATTEMPTS && split.restReports > 0; i++) {
      split.improve(required, random);
    }
    return new Result(split.parts(), split.missing());
  }

  private void takeWholeParts() {
    for (int i = 0; i < fit.length; i++) {
      int whole = (int) fit[i];
      while (taken[i] < whole && fits(candidates.get(i))) {
        take(i);
      }
    }
  }

  /** Gives some reports back and fills again; keeps the better of before and after. */
  private void improve(List<Combination> required, Random random) {
    int[] before = taken.clone();
    int missing = restReports;
    giveBack(required, random);
    fill(random);
    if (restReports > missing) {
      for (int i = 0; i < before.length; i++) {
        while (taken[i] > before[i]) {
          give(i);
        }
      }
      for (int i = 0; i < before.length; i++) {
        while (taken[i] < before[i]) {
          take(i);
        }
      }
    }
  }

  private void giveBack(List<Combination> required, Random random) {
    double share = random.nextDouble();
    for (int i = 0; i < taken.length; i++) {
      int keep = required.contains(candidates.get(i)) ? 1 : 0;
      for (int n = taken[i]; n > keep; n--) {
        if (random.nextDouble() < share) {
          give(i);
        }
      }
    }
    countTight();
  }

  private boolean possible(Combination combination) {
    return combination.reports() > 0
        && Arrays.stream(combination.vaccines()).allMatch(vaccine -> pairs[vaccine] > 0);
  }

  private double[] fit() {
    double[] weights = candidates.stream().mapToDouble(Combination::reports).toArray();
    List<int[]> naming = naming();
    int[] all = IntStream.range(0, weights.length).toArray();
    for (int round = 0; round < FIT_ROUNDS; round++) {
      for (int vaccine = 0; vaccine < pairs.length; vaccine++) {
        scale(weights, naming.get(vaccine), pairs[vaccine]);
      }
      scale(weights, all, reports);
      for (int i = 0; i < weights.length; i++) {
        weights[i] = Math.min(weights[i], candidates.get(i).reports());
      }
    }
    return weights;
  }

  /** The candidates that name each vaccine. */
  private List<int[]> naming() {
    List<IntStream.Builder> naming =
        IntStream.range(0, pairs.length).mapToObj(_ -> IntStream.builder()).toList();
    for (int i = 0; i < candidates.size(); i++) {
      for (int vaccine : candidates.get(i).vaccines()) {
        naming.get(vaccine).add(i);
      }
    }
    return naming.stream().map(builder -> builder.build().toArray()).toList();
  }

  private static void scale(double[] weights, int[] some, int total) {
    double sum = 0;
    for (int i : some) {
      sum += weights[i];
    }
    if (sum > 0) {
      for (int i : some) {
        weights[i] *= total / sum;
      }
    }
  }

  /** How much sooner than its fit says a combination is tried. */
  private double[] bonus() {
    int[] supply = new int[pairs.length];
    for (Combination combination : candidates) {
      for (int vaccine : combination.vaccines()) {
        supply[vaccine] += combination.reports();
      }
    }
    return candidates.stream()
        .mapToDouble(
            combination ->
                (combination.covered() ? 1 : UNCOVERED_BONUS) * scarcity(combination, supply))
        .toArray();
  }

  private double scarcity(Combination combination, int[] supply) {
    double scarcity = 1;
    for (int vaccine : combination.vaccines()) {
      scarcity = Math.max(scarcity, SCARCITY_BONUS * pairs[vaccine] / supply[vaccine]);
    }
    return scarcity;
  }

  private void fill(Random random) {
    int[] order = order(random);
    boolean progress = true;
    while (restReports > 0 && progress) {
      progress = false;
      for (int i : order) {
        if (restReports > 0 && taken[i] < candidates.get(i).reports() && fits(candidates.get(i))) {
          take(i);
          progress = true;
        }
      }
    }
  }

  /** A random order in which the heavier come sooner (Efraimidis and Spirakis, 2006). */
  private int[] order(Random random) {
    double[] keys = new double[fit.length];
    for (int i = 0; i < keys.length; i++) {
      double weight = Math.max(fit[i] - taken[i], LEAST_WEIGHT) * bonus[i];
      keys[i] = -StrictMath.log(1 - random.nextDouble()) / weight;
    }
    return IntStream.range(0, keys.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> keys[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** Whether the remainder can still be split after one report of a combination is taken. */
  private boolean fits(Combination combination) {
    int tightInside = 0;
    for (int vaccine : combination.vaccines()) {
      if (rest[vaccine] == 0) {
        return false;
      }
      if (rest[vaccine] == restReports) {
        tightInside++;
      }
    }
    int mentionsAfter = restMentions - combination.size();
    return tightInside == tight
        && mentionsAfter >= restReports - 1
        && (restReports > 1 || mentionsAfter == 0);
  }

  private void take(int candidate) {
    taken[candidate]++;
    move(candidates.get(candidate), -1);
    countTight();
  }

  private void give(int candidate) {
    taken[candidate]--;
    move(candidates.get(candidate), 1);
  }

  private void move(Combination combination, int direction) {
    restReports += direction;
    restMentions += direction * combination.size();
    for (int vaccine : combination.vaccines()) {
      rest[vaccine] += direction;
    }
  }

  /** Vaccines that every report of the remainder must name. */
  private void countTight() {
    tight = 0;
    for (int count : rest) {
      if (count == restReports) {
        tight++;
      }
    }
  }

  private List<Part> parts() {
    return IntStream.range(0, taken.length)
        .filter(i -> taken[i] > 0)
        .mapToObj(i -> new Part(candidates.get(i), taken[i]))
        .toList();
  }

  /** The remainder as sets of about equal size. */
  private List<BitSet> missing() {
    int[] open = rest.clone();
    int mentions = restMentions;
    List<BitSet> sets = new ArrayList<>();
    for (int left = restReports; left > 0; left--) {
      int size = Math.ceilDiv(mentions, left);
      BitSet set = new BitSet();
      IntStream.range(0, open.length)
          .filter(vaccine -> open[vaccine] > 0)
          .boxed()
          .sorted(Comparator.comparingInt(vaccine -> -open[vaccine]))
          .limit(size)
          .forEach(set::set);
      set.stream().forEach(vaccine -> open[vaccine]--);
      mentions -= set.cardinality();
      sets.add(set);
    }
    return sets;
  }
}
