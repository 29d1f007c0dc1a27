package io.tocsin.batch.counting;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** Brings together what the threads have read. */
final class Merge {
  private static final int MOST_ROWS = Integer.MAX_VALUE - 16;
  private static final int LOWER_HALF = 32;

  private final List<RowCounter> counters;
  private final Numbering drugs;
  private final Numbering events;
  private final List<int[]> reports;
  private final int reportCount;

  private Merge(List<RowCounter> counters) {
    this.counters = counters;
    this.drugs = Numbering.byName(counters.stream().map(counter -> counter.drugs).toList());
    this.events = Numbering.byName(counters.stream().map(counter -> counter.events).toList());
    Dictionary all = counters.getFirst().reports;
    this.reports = counters.stream().map(counter -> all.encodeAll(counter.reports)).toList();
    this.reportCount = all.size();
  }

  /**
   * What they have read together; they must not be used again.
   *
   * @throws IllegalStateException when there are more than 2³¹ rows
   */
  static CountedReports of(List<RowCounter> counters, boolean stratified) {
    return new Merge(counters).merge(stratified);
  }

  private CountedReports merge(boolean stratified) {
    renamePairs();
    PairNumbers pairs =
        PairNumbers.of(counters.stream().map(counter -> counter.drugAndEventOfPair).toList());
    ReportPairs.Builder rows = new ReportPairs.Builder(rowsOfReports());
    for (int i = 0; i < counters.size(); i++) {
      int[] report = reports.get(i);
      int[] pair = numbersOfPairs(counters.get(i), pairs);
      counters
          .get(i)
          .forEachRow(row -> rows.add(report[(int) (row >>> LOWER_HALF)], pair[(int) row]));
    }
    ReportPairs distinct = rows.build();
    Strata strata = stratified ? new Strata() : null;
    long repeated = rows.rows() - (reportCount == 0 ? 0L : distinct.ends()[reportCount - 1]);
    return new CountedReports(
        drugs.names(),
        events.names(),
        pairs,
        distinct,
        strata == null ? new int[0] : strata.ofReport,
        strata == null ? 0 : strata.numbering.names().size(),
        new FileTally(rows.rows(), repeated, strata == null ? 0 : strata.several.cardinality()));
  }

  /** From each thread's own numbers of drugs and events to the common ones. */
  private void renamePairs() {
    for (int i = 0; i < counters.size(); i++) {
      long[] own = counters.get(i).drugAndEventOfPair.buffer;
      int[] drug = drugs.numbers().get(i);
      int[] event = events.numbers().get(i);
      for (int pair = 0; pair < counters.get(i).drugAndEventOfPair.size(); pair++) {
        own[pair] =
            (long) drug[(int) (own[pair] >>> LOWER_HALF)] << LOWER_HALF | event[(int) own[pair]];
      }
    }
  }

  private static int[] numbersOfPairs(RowCounter counter, PairNumbers pairs) {
    int[] numbers = new int[counter.drugAndEventOfPair.size()];
    Arrays.setAll(numbers, pair -> pairs.numberOf(counter.drugAndEventOfPair.get(pair)));
    return numbers;
  }

  private int[] rowsOfReports() {
    long total = counters.stream().mapToLong(RowCounter::rows).sum();
    if (total > MOST_ROWS) {
      throw new IllegalStateException(
          "the file has %d rows, more than %d: split it by period".formatted(total, MOST_ROWS));
    }
    int[] rows = new int[reportCount];
    for (int i = 0; i < counters.size(); i++) {
      int[] report = reports.get(i);
      counters.get(i).forEachRow(row -> rows[report[(int) (row >>> LOWER_HALF)]]++);
    }
    return rows;
  }

  /** The stratum of each report: that of its first row in the file. */
  private final class Strata {
    final Numbering numbering =
        Numbering.byName(counters.stream().map(counter -> counter.strata).toList());
    final int[] ofReport = new int[reportCount];
    final BitSet several = new BitSet();

    Strata() {
      long[] firstBlock = new long[reportCount];
      Arrays.fill(firstBlock, Long.MAX_VALUE);
      for (int i = 0; i < counters.size(); i++) {
        RowCounter counter = counters.get(i);
        int[] number = numbering.numbers().get(i);
        for (int own = 0; own < counter.stratumOfReport.size(); own++) {
          int report = reports.get(i)[own];
          int stratum = number[counter.stratumOfReport.get(own)];
          boolean seen = firstBlock[report] != Long.MAX_VALUE;
          if (counter.reportsInManyStrata.get(own) || (seen && ofReport[report] != stratum)) {
            several.set(report);
          }
          if (counter.blockOfReport.get(own) < firstBlock[report]) {
            firstBlock[report] = counter.blockOfReport.get(own);
            ofReport[report] = stratum;
          }
        }
      }
    }
  }
}
