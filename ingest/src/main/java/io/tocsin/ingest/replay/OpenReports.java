package io.tocsin.ingest.replay;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Gives vaccines to the reports whose combination is not known, so that every vaccine has as many
 * reports as it was counted in and the numbers of vaccines per report are those that are known, as
 * near as that goes. Vaccines that are often given together come together.
 */
final class OpenReports {
  private static final int SWAPS_PER_MENTION = 200;
  private static final double REPEATED = -1000;

  private final CombinationPool pool;
  private final double[][] affinity;
  private final Random random;

  OpenReports(CombinationPool pool, int vaccines, Random random) {
    this.pool = pool;
    this.random = random;
    affinity = affinity(pool.combinations(), vaccines);
  }

  /** Decides all reports that are left. */
  void decide(Map<Integer, Integer> vaccinesPerReport) {
    List<Integer> mentions = leftMentions();
    int[][] reports = new int[pool.reportsLeft()][];
    List<Integer> sizes = sizes(vaccinesPerReport, mentions.size());
    int next = 0;
    for (int r = 0; r < reports.length; r++) {
      reports[r] = new int[sizes.get(r)];
      for (int i = 0; i < reports[r].length; i++) {
        reports[r][i] = mentions.get(next++);
      }
    }
    for (long n = (long) SWAPS_PER_MENTION * mentions.size(); n > 0; n--) {
      swapIfBetter(reports);
    }
    for (int[] report : reports) {
      BitSet set = new BitSet();
      for (int vaccine : report) {
        set.set(vaccine);
      }
      pool.addReport(set);
    }
  }

  private List<Integer> leftMentions() {
    List<Integer> mentions = new ArrayList<>();
    for (int v = 0; v < affinity.length; v++) {
      mentions.addAll(Collections.nCopies(pool.left(v), v));
    }
    Collections.shuffle(mentions, random);
    return mentions;
  }

  /** Sizes as known, less those already decided, nudged until they add up. */
  private List<Integer> sizes(Map<Integer, Integer> vaccinesPerReport, int mentions) {
    Map<Integer, Integer> open = new TreeMap<>(vaccinesPerReport);
    pool.combinations().forEach(c -> open.merge(c.size(), -c.reports(), Integer::sum));
    List<Integer> sizes = new ArrayList<>();
    open.forEach((size, count) -> sizes.addAll(Collections.nCopies(Math.max(0, count), size)));
    Collections.shuffle(sizes, random);
    while (sizes.size() > pool.reportsLeft()) {
      sizes.removeLast();
    }
    while (sizes.size() < pool.reportsLeft()) {
      sizes.add(1);
    }
    int excess = sizes.stream().mapToInt(Integer::intValue).sum() - mentions;
    while (excess != 0) {
      int i = random.nextInt(sizes.size());
      int step = Integer.signum(excess);
      if (sizes.get(i) - step >= 1) {
        sizes.set(i, sizes.get(i) - step);
        excess -= step;
      }
    }
    return sizes;
  }

  private void swapIfBetter(int[][] reports) {
    int one = random.nextInt(reports.length);
    int other = random.nextInt(reports.length);
    int[] first = reports[one];
    int[] second = reports[other];
    int i = random.nextInt(first.length);
    int j = random.nextInt(second.length);
    if (one == other || first[i] == second[j]) {
      return;
    }
    double gain =
        closeness(first, i, second[j])
            + closeness(second, j, first[i])
            - closeness(first, i, first[i])
            - closeness(second, j, second[j]);
    if (gain > 0) {
      int vaccine = first[i];
      first[i] = second[j];
      second[j] = vaccine;
    }
  }

  /** How well a vaccine goes with the others of a report. */
  private double closeness(int[] report, int place, int vaccine) {
    double closeness = 0;
    for (int i = 0; i < report.length; i++) {
      if (i != place) {
        closeness += report[i] == vaccine ? REPEATED : affinity[vaccine][report[i]];
      }
    }
    return closeness;
  }

  private static double[][] affinity(List<Combination> combinations, int vaccines) {
    double[][] together = new double[vaccines][vaccines];
    for (Combination combination : combinations) {
      for (int a : combination.vaccines()) {
        for (int b : combination.vaccines()) {
          together[a][b] += combination.reports();
        }
      }
    }
    double[][] affinity = new double[vaccines][vaccines];
    for (int a = 0; a < vaccines; a++) {
      for (int b = 0; b < vaccines; b++) {
        affinity[a][b] = StrictMath.log1p(together[a][b]);
      }
    }
    return affinity;
  }
}
