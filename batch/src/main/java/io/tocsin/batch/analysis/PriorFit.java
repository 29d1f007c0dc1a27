package io.tocsin.batch.analysis;

import io.tocsin.schemas.model.FitMethod;
import io.tocsin.scoring.Prior;
import io.tocsin.scoring.prior.Fit;
import io.tocsin.scoring.prior.FitData;
import io.tocsin.scoring.prior.MarginHistogram;
import io.tocsin.scoring.prior.PairHistogram;
import io.tocsin.scoring.prior.PriorFitter;
import io.tocsin.scoring.prior.ZeroCells;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fits θ to the pairs of a file: to each of them when they are few, else to their histogram. */
final class PriorFit {
  private static final int FITTED_ONE_BY_ONE = 100_000;
  private static final String VERSION = "analysis";
  private static final String STRATIFIED_VERSION = "analysis-stratified";

  private final PairCounts counts;
  private final double[] expected;

  /**
   * @param expected of each pair
   */
  PriorFit(PairCounts counts, double[] expected) {
    this.counts = counts;
    this.expected = expected;
  }

  /** θ for expected counts from the crude margins, or the one given. */
  Fit crude(@Nullable Prior given) {
    if (given != null) {
      return judge(given);
    }
    Fit direct = PriorFitter.fit(pairs(), Prior.DUMOUCHEL_1999, VERSION);
    return direct.isFresh()
        ? direct
        : PriorFitter.fit(FitData.of(histogram(), zeroCells()), Prior.DUMOUCHEL_1999, VERSION);
  }

  /** θ for expected counts adjusted for strata, or the one given. */
  Fit stratified(@Nullable Prior given) {
    return given == null
        ? PriorFitter.fit(pairs(), Prior.DUMOUCHEL_1999, STRATIFIED_VERSION)
        : judge(given);
  }

  private Fit judge(Prior given) {
    double logLikelihood = PriorFitter.logLikelihood(given, pairs(), FitMethod.TRUNCATED);
    return new Fit(given, FitMethod.GIVEN, logLikelihood, List.of(), List.of());
  }

  private FitData pairs() {
    if (expected.length > FITTED_ONE_BY_ONE) {
      return FitData.of(histogram());
    }
    long[] observed = new long[expected.length];
    for (int pair = 0; pair < expected.length; pair++) {
      observed[pair] = counts.reportsOf(pair);
    }
    return FitData.of(observed, expected);
  }

  private PairHistogram histogram() {
    PairHistogram histogram = new PairHistogram();
    for (int pair = 0; pair < expected.length; pair++) {
      histogram.add(counts.reportsOf(pair), expected[pair], 1);
    }
    return histogram;
  }

  private ZeroCells zeroCells() {
    if (counts.total() == 0) {
      return ZeroCells.NONE;
    }
    MarginHistogram drugs = new MarginHistogram();
    for (int drug = 0; drug < counts.reports().drugs().size(); drug++) {
      drugs.add(counts.drug(drug), 1);
    }
    MarginHistogram events = new MarginHistogram();
    for (int event = 0; event < counts.reports().events().size(); event++) {
      events.add(counts.event(event), 1);
    }
    return ZeroCells.of(drugs, events, counts.total(), histogram());
  }
}
