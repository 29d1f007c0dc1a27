package io.tocsin.scoring.strata;

/**
 * All that is counted by stratum for one pair.
 *
 * @param pair its reports by patient group: sex and age, without the year
 * @param drug reports of the drug by stratum
 * @param event reports of the event by stratum
 * @param all all reports by stratum
 */
public record PairStrata(
    StratumCounts pair, StratumCounts drug, StratumCounts event, StratumCounts all) {

  /**
   * The expected count adjusted for the strata: the sum over them of nDrug · nEvent / N in each
   * (Mantel and Haenszel 1959, as DuMouchel 1999 uses it). Strata of which {@code all} knows no
   * report are left out.
   */
  public double expected() {
    double expected = 0;
    int e = 0;
    int a = 0;
    for (int d = 0; d < drug.size(); d++) {
      int stratum = drug.stratum(d);
      while (e < event.size() && event.stratum(e) < stratum) {
        e++;
      }
      if (e == event.size()) {
        break;
      }
      if (event.stratum(e) == stratum) {
        while (a < all.size() && all.stratum(a) < stratum) {
          a++;
        }
        if (a < all.size() && all.stratum(a) == stratum) {
          expected += (double) drug.reports(d) * event.reports(e) / all.reports(a);
        }
      }
    }
    return expected;
  }
}
