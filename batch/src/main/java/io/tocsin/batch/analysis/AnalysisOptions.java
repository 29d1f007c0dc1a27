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
 * @param config thresholds of the rules
 */
public record AnalysisOptions(
    Margins margins,
    @Nullable Prior prior,
    @Nullable Prior stratifiedPrior,
    double falseDiscoveryRate,
    ScoringConfig config) {

  /** Margins of reports, a fitted prior, 5 % false discoveries. */
  public static final AnalysisOptions DEFAULTS =
      new AnalysisOptions(Margins.REPORTS, null, null, 0.05, ScoringConfig.DEFAULTS);
}
