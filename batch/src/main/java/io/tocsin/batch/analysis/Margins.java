package io.tocsin.batch.analysis;

/** What the margins of a pair's table count. */
public enum Margins {
  /**
   * Distinct reports: a report with three drugs and four events counts once for each of them, and
   * once in the total. The stream counts like this, and openEBGM and pvda.
   */
  REPORTS,
  /**
   * Sums over the pairs' counts: a report with three drugs and four events counts four times for
   * each drug, three times for each event and twelve times in the total. PhViD counts like this.
   */
  CELLS
}
