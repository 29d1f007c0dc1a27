package io.tocsin.ingest.replay;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The combinations of vaccines that reports may have: those that are known, and those made up for
 * the reports whose combination is not known, within what is left of each vaccine's reports.
 */
final class CombinationPool {
  private final List<Combination> combinations = new ArrayList<>();
  private final Map<BitSet, Combination> bySet = new HashMap<>();
  private final int[] left;
  private int reportsLeft;

  CombinationPool(Aggregates known) {
    left = known.vaccines().stream().mapToInt(Aggregates.VaccineFacts::reports).toArray();
    reportsLeft = known.reports();
    known.combinations().forEach(this::addKnown);
  }

  List<Combination> combinations() {
    return combinations;
  }

  /** Reports whose combination is not decided yet. */
  int reportsLeft() {
    return reportsLeft;
  }

  /** Reports of a vaccine whose combination is not decided yet. */
  int left(int vaccine) {
    return left[vaccine];
  }

  /** Whether there are reports left for all these sets. */
  boolean affords(List<BitSet> sets) {
    int[] need = new int[left.length];
    sets.forEach(set -> set.stream().forEach(vaccine -> need[vaccine]++));
    for (int v = 0; v < need.length; v++) {
      if (need[v] > left[v]) {
        return false;
      }
    }
    return sets.size() <= reportsLeft;
  }

  /** Gives one undecided report exactly these vaccines. */
  Combination addReport(BitSet vaccines) {
    Combination combination = bySet.get(vaccines);
    if (combination == null) {
      combination = add(vaccines, 0);
    }
    combination.addReport();
    take(combination, 1);
    return combination;
  }

  private void addKnown(BitSet vaccines, int reports) {
    take(add(vaccines, reports), reports);
  }

  private Combination add(BitSet vaccines, int reports) {
    Combination combination = new Combination(combinations.size(), vaccines, reports);
    combinations.add(combination);
    bySet.put(vaccines, combination);
    return combination;
  }

  private void take(Combination combination, int reports) {
    for (int vaccine : combination.vaccines()) {
      left[vaccine] -= reports;
    }
    reportsLeft -= reports;
  }
}
