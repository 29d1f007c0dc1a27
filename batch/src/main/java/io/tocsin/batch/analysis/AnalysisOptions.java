package io.tocsin.batch.analysis;

import io.tocsin.scoring.Prior;
import io.tocsin.scoring.ScoringConfig;
import org.jspecify.annotations.Nullable;

/**
 * How pairs are analysed.
 *
 * @param prior given instead of fitted; null to fit it
 * @param stratifiedPrior the same for what is expected by strata
 * @param falseDiscoveryRate to hold over all pairs, in [0, 1]
 * @param maskingMinReports pairs with so many reports or more are searched for a masker; 0 to
 *     search none
 * @param config thresholds of the rules
 */
public record AnalysisOptions(
    Margins margins,
    @Nullable Prior prior,
    @Nullable Prior stratifiedPrior,
    double falseDiscoveryRate,
    long maskingMinReports,
    ScoringConfig config) {

  /** Margins of reports, a fitted prior, 5 % false discoveries. */
  public static final AnalysisOptions DEFAULTS =
      new AnalysisOptions(Margins.REPORTS, null, null, 0.05, 0, ScoringConfig.DEFAULTS);

  /** Refuses to search for maskers among cells. */
  public AnalysisOptions {
    if (maskingMinReports > 0 && margins != Margins.REPORTS) {
      throw new IllegalArgumentException(
          "masking is about reports: it needs margins of reports, not of cells");
    }
  }
}
