package io.tocsin.batch.analysis;

import com.carrotsearch.hppc.sorting.IndirectSort;
import io.tocsin.schemas.signal.ContingencyTable;
import io.tocsin.schemas.signal.RuleVerdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The pairs of a file with all their measures, 8 bytes for each. Pairs are numbered by descending
 * EBGM, those of equal EBGM by name.
 */
public final class AnalyzedPairs {
  static final int ONLY_WITH_DRUG = 1 << 30;
  static final int DEGENERATE = 1 << 29;
  private static final int NO_MASKER = -1;

  private final PairCounts counts;
  private final Map<Column, double[]> columns = new EnumMap<>(Column.class);
  private final int[] flags;
  private final int[] maskers;
  private final List<String> ruleNames;
  private int[] order = new int[0];
  private double significantUpTo;

  AnalyzedPairs(PairCounts counts, List<String> ruleNames, boolean unmasked) {
    this.counts = counts;
    this.ruleNames = List.copyOf(ruleNames);
    int pairs = counts.reports().pairs();
    this.flags = new int[pairs];
    this.maskers = new int[unmasked ? pairs : 0];
    Arrays.fill(maskers, NO_MASKER);
    for (Column column : Column.values()) {
      if ((counts.stratified() || !column.stratified()) && (unmasked || !column.unmasked())) {
        double[] values = new double[pairs];
        Arrays.fill(values, Double.NaN);
        columns.put(column, values);
      }
    }
  }

  void set(Column column, int pair, @Nullable Double value) {
    if (value != null) {
      column(column)[pair] = value;
    }
  }

  void flag(int pair, int set) {
    flags[pair] |= set;
  }

  void judge(int pair, List<RuleVerdict> verdicts) {
    for (int rule = 0; rule < verdicts.size(); rule++) {
      if (verdicts.get(rule).met()) {
        flags[pair] |= 1 << rule;
      }
    }
  }

  void masker(int pair, int drug) {
    maskers[pair] = drug;
  }

  double[] column(Column column) {
    double[] values = columns.get(column);
    if (values == null) {
      throw new IllegalArgumentException(
          column.header() + " was not computed: it was not asked for");
    }
    return values;
  }

  void finish(double significantAtMost) {
    significantUpTo = significantAtMost;
    double[] ebgm = column(Column.EBGM);
    order = IndirectSort.mergesort(0, ebgm.length, (a, b) -> Double.compare(ebgm[b], ebgm[a]));
  }

  /** How many there are. */
  public int size() {
    return order.length;
  }

  /** The columns that were computed, in the order of files. */
  public List<Column> columns() {
    return List.copyOf(columns.keySet());
  }

  /** The name of a pair's drug. */
  public String drug(int place) {
    return counts.reports().drugs().get(counts.reports().drugOf(order[place]));
  }

  /** The name of a pair's event. */
  public String event(int place) {
    return counts.reports().events().get(counts.reports().eventOf(order[place]));
  }

  /** A pair's table. */
  public ContingencyTable table(int place) {
    return counts.table(order[place]);
  }

  /**
   * A measure of a pair; NaN when it is absent.
   *
   * @throws IllegalArgumentException when the column is not among {@link #columns()}
   */
  public double value(Column column, int place) {
    return column(column)[order[place]];
  }

  /** Whether a pair is significant at the false discovery rate held over all pairs. */
  public boolean significant(int place) {
    return value(Column.POISSON_P, place) <= significantUpTo;
  }

  /** Whether no other drug was reported with a pair's event: PRR and ROR are infinite, absent. */
  public boolean onlyWithDrug(int place) {
    return (flags[order[place]] & ONLY_WITH_DRUG) != 0;
  }

  /** Whether a pair's drug was never reported with another event. */
  public boolean degenerate(int place) {
    return (flags[order[place]] & DEGENERATE) != 0;
  }

  /** Whether maskers were looked for. */
  public boolean unmasked() {
    return maskers.length > 0;
  }

  /** The drug that masks a pair most; null when none does. */
  public @Nullable String masker(int place) {
    int drug = maskers[order[place]];
    return drug == NO_MASKER ? null : counts.reports().drugs().get(drug);
  }

  /** The rules that a pair meets, by name. */
  public List<String> rulesMet(int place) {
    List<String> met = new ArrayList<>();
    for (int rule = 0; rule < ruleNames.size(); rule++) {
      if ((flags[order[place]] & 1 << rule) != 0) {
        met.add(ruleNames.get(rule));
      }
    }
    return met;
  }
}
