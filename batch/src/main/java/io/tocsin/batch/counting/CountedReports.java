package io.tocsin.batch.counting;

import java.util.List;

/**
 * The distinct reports of a file, the distinct pairs that each names, and the names. Drugs, events,
 * pairs and strata are numbered from 0 in the order of their names. Immutable.
 */
public final class CountedReports {
  private final List<String> drugs;
  private final List<String> events;
  private final int[] drugOfPair;
  private final int[] eventOfPair;
  private final int[] ends;
  private final int[] pairsOfReports;
  private final int[] stratumOfReport;
  private final int strata;
  private final FileTally tally;

  CountedReports(
      List<String> drugs,
      List<String> events,
      PairNumbers pairs,
      ReportPairs reports,
      int[] stratumOfReport,
      int strata,
      FileTally tally) {
    this.drugs = List.copyOf(drugs);
    this.events = List.copyOf(events);
    this.drugOfPair = pairs.drugs();
    this.eventOfPair = pairs.events();
    this.ends = reports.ends();
    this.pairsOfReports = reports.pairs();
    this.stratumOfReport = stratumOfReport;
    this.strata = strata;
    this.tally = tally;
  }

  /** Names of the drugs, in order. */
  public List<String> drugs() {
    return drugs;
  }

  /** Names of the events, in order. */
  public List<String> events() {
    return events;
  }

  /** How many pairs have a report. */
  public int pairs() {
    return drugOfPair.length;
  }

  /** The drug of a pair. */
  public int drugOf(int pair) {
    return drugOfPair[pair];
  }

  /** The event of a pair. */
  public int eventOf(int pair) {
    return eventOfPair[pair];
  }

  /** How many distinct reports there are. */
  public int reports() {
    return ends.length;
  }

  /** Where the pairs of a report begin, for {@link #pairAt}. */
  public int firstPair(int report) {
    return report == 0 ? 0 : ends[report - 1];
  }

  /** Where the pairs of a report end, exclusive, for {@link #pairAt}. */
  public int endOfPairs(int report) {
    return ends[report];
  }

  /** A pair that a report names; those of one report rise, so its drugs rise too. */
  public int pairAt(int place) {
    return pairsOfReports[place];
  }

  /** How many strata there are; 0 when the file is not stratified. */
  public int strata() {
    return strata;
  }

  /** The stratum of a report. */
  public int stratumOf(int report) {
    return stratumOfReport[report];
  }

  /** What the file held. */
  public FileTally tally() {
    return tally;
  }
}
