package io.tocsin.scoring.strata;

import io.tocsin.schemas.signal.ContingencyTable;
import java.util.ArrayList;
import java.util.List;

/** The tables of a pair within groups of patients: by sex, and by age band, over all years. */
public final class Subgroups {
  private static final int SEXES = 3;
  private static final List<String> SEX_LABELS = List.of("unknown", "female", "male");
  private static final int GROUPS = SEXES + AgeBands.COUNT;

  private final long[] pair;
  private final long[] drug;
  private final long[] event;
  private final long[] all;

  private Subgroups(PairStrata strata) {
    this.pair = sums(strata.pair());
    this.drug = sums(strata.drug());
    this.event = sums(strata.event());
    this.all = sums(strata.all());
  }

  /**
   * A pair within one group of patients.
   *
   * @param dimension {@code sex} or {@code age}
   * @param label such as {@code female} or {@code 18-44}; {@code unknown} when not reported
   */
  public record Subgroup(String dimension, String label, ContingencyTable table) {}

  /**
   * The groups that have a report of the pair, by sex and then by age, unknown last. A dimension
   * that nothing is stratified by has no groups, and a group that the margins do not cover yet is
   * left out.
   */
  public static List<Subgroup> of(PairStrata strata) {
    Subgroups subgroups = new Subgroups(strata);
    List<Subgroup> groups = new ArrayList<>();
    if (subgroups.isKnown(0, SEXES)) {
      for (int i = 1; i <= SEXES; i++) {
        int sex = i % SEXES;
        subgroups.add("sex", SEX_LABELS.get(sex), sex, groups);
      }
    }
    if (subgroups.isKnown(SEXES, AgeBands.COUNT)) {
      for (int i = 1; i <= AgeBands.COUNT; i++) {
        int age = i % AgeBands.COUNT;
        subgroups.add("age", AgeBands.label(age), SEXES + age, groups);
      }
    }
    return groups;
  }

  /** Reports by sex, then by age band. */
  private static long[] sums(StratumCounts counts) {
    long[] sums = new long[GROUPS];
    for (int i = 0; i < counts.size(); i++) {
      int stratum = counts.stratum(i);
      sums[Stratum.sexOf(stratum)] += counts.reports(i);
      sums[SEXES + Stratum.ageOf(stratum)] += counts.reports(i);
    }
    return sums;
  }

  /** Whether any report tells the dimension whose unknown group is {@code first}. */
  private boolean isKnown(int first, int count) {
    for (int group = first + 1; group < first + count; group++) {
      if (all[group] > 0) {
        return true;
      }
    }
    return false;
  }

  private void add(String dimension, String label, int group, List<Subgroup> into) {
    boolean covered =
        pair[group] <= drug[group]
            && pair[group] <= event[group]
            && drug[group] - pair[group] <= all[group] - event[group];
    if (pair[group] > 0 && covered) {
      into.add(
          new Subgroup(
              dimension,
              label,
              ContingencyTable.ofMargins(pair[group], drug[group], event[group], all[group])));
    }
  }
}
