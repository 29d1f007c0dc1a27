package io.tocsin.batch.analysis;

import io.tocsin.batch.counting.CountedReports;
import io.tocsin.batch.masking.Masker;
import io.tocsin.batch.masking.MaskingSearch;
import io.tocsin.schemas.signal.ContingencyTable;
import io.tocsin.schemas.signal.Estimate;
import io.tocsin.schemas.signal.Measures;
import io.tocsin.schemas.signal.RuleVerdict;
import io.tocsin.scoring.GammaPoissonShrinker;
import io.tocsin.scoring.InformationComponent;
import io.tocsin.scoring.Model;
import io.tocsin.scoring.Scorer;
import io.tocsin.scoring.masking.Masking;
import io.tocsin.scoring.prior.FalseDiscovery;
import io.tocsin.scoring.prior.Fit;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * All pairs of a file with all their measures.
 *
 * @param fit θ of {@code ebgm}
 * @param stratifiedFit θ of {@code ebgm_stratified}; absent without strata
 * @param significantUpTo the largest Poisson p that is significant at the false discovery rate; 0
 *     when none is
 */
public record Analysis(
    PairCounts counts,
    AnalyzedPairs pairs,
    Fit fit,
    @Nullable Fit stratifiedFit,
    double significantUpTo) {

  /** Analyses reports, on all processors. */
  public static Analysis of(CountedReports reports, AnalysisOptions options) {
    return new Computation(PairCounts.of(reports, options.margins()), options).run();
  }

  /** How many pairs are significant at the false discovery rate. */
  public long significantPairs() {
    return IntStream.range(0, pairs.size()).filter(pairs::significant).count();
  }

  /** The steps of one analysis. */
  private static final class Computation {
    private static final ContingencyTable NO_REPORT = new ContingencyTable(0, 0, 0, 0);

    private final PairCounts counts;
    private final AnalysisOptions options;
    private final AnalyzedPairs pairs;

    Computation(PairCounts counts, AnalysisOptions options) {
      this.counts = counts;
      this.options = options;
      this.pairs = new AnalyzedPairs(counts, ruleNames(), options.maskingMinReports() > 0);
    }

    private List<String> ruleNames() {
      Scorer scorer = new Scorer(options.config(), Model.DEFAULTS);
      return scorer.judge(NO_REPORT, scorer.measure(NO_REPORT)).stream()
          .map(RuleVerdict::rule)
          .toList();
    }

    Analysis run() {
      double[] expected = fill(Column.EXPECTED, pair -> counts.table(pair).expected());
      Fit fit = new PriorFit(counts, expected).crude(options.prior());
      Scorer scorer = new Scorer(options.config(), Model.of(fit.prior()));
      forEachPair(pair -> measure(pair, scorer));
      Fit stratifiedFit = counts.stratified() ? stratify() : null;
      if (pairs.unmasked()) {
        unmask(scorer);
      }
      double significantUpTo = significantUpTo();
      pairs.finish(significantUpTo);
      return new Analysis(counts, pairs, fit, stratifiedFit, significantUpTo);
    }

    private Fit stratify() {
      double[] expected = fill(Column.EXPECTED_STRATIFIED, counts::stratifiedExpected);
      Fit fit = new PriorFit(counts, expected).stratified(options.stratifiedPrior());
      GammaPoissonShrinker shrinker = new GammaPoissonShrinker(fit.prior());
      forEachPair(pair -> measureStratified(pair, expected[pair], shrinker));
      return fit;
    }

    private void unmask(Scorer scorer) {
      @Nullable Masker[] maskers =
          new MaskingSearch(counts.reports(), counts::table).strongest(options.maskingMinReports());
      forEachPair(
          pair -> {
            Masker masker = maskers[pair];
            if (masker != null) {
              measureWithout(pair, masker, scorer);
            }
          });
    }

    private void measureWithout(int pair, Masker masker, Scorer scorer) {
      ContingencyTable table = Masking.without(counts.table(pair), masker.overlap());
      Measures measures = scorer.measure(table);
      pairs.masker(pair, masker.drug());
      pairs.set(
          Column.MASKING_RATIO, pair, finite(Masking.ratio(counts.table(pair), masker.overlap())));
      pairs.set(Column.N_UNMASKED, pair, (double) table.n11());
      pairs.set(Column.EXPECTED_UNMASKED, pair, table.expected());
      pairs.set(Column.PRR_UNMASKED, pair, measures.prr().value());
      pairs.set(Column.ROR_UNMASKED, pair, measures.ror().value());
      pairs.set(Column.IC_UNMASKED, pair, measures.ic().value());
      pairs.set(Column.IC025_UNMASKED, pair, measures.ic().lower());
      pairs.set(Column.EBGM_UNMASKED, pair, measures.ebgm().value());
      pairs.set(Column.EB05_UNMASKED, pair, measures.ebgm().lower());
    }

    private double[] fill(Column column, IntToDoubleFunction value) {
      double[] values = pairs.column(column);
      forEachPair(pair -> values[pair] = value.applyAsDouble(pair));
      return values;
    }

    private void forEachPair(IntConsumer task) {
      IntStream.range(0, counts.reports().pairs()).parallel().forEach(task);
    }

    private void measure(int pair, Scorer scorer) {
      ContingencyTable table = counts.table(pair);
      Measures measures = scorer.measure(table);
      pairs.set(Column.RR, pair, table.n11() / table.expected());
      set(pair, measures.prr(), Column.PRR, Column.PRR_LOWER, Column.PRR_UPPER);
      set(pair, measures.ror(), Column.ROR, Column.ROR_LOWER, Column.ROR_UPPER);
      pairs.set(
          Column.EXPECTED_PRR,
          pair,
          finite(table.drugMargin() * (double) table.n01() / (table.n01() + table.n00())));
      pairs.set(
          Column.EXPECTED_ROR, pair, finite((double) table.n10() * table.n01() / table.n00()));
      pairs.set(Column.CHI_SQUARED, pair, measures.chiSquared());
      pairs.set(Column.FISHER_P, pair, measures.fisherP());
      set(pair, measures.ic(), Column.IC, Column.IC025, Column.IC975);
      set(pair, measures.ebgm(), Column.EBGM, Column.EB05, Column.EB95);
      pairs.set(Column.LLR, pair, measures.logLikelihoodRatio());
      pairs.set(Column.POISSON_P, pair, measures.poissonP());
      pairs.flag(pair, measures.onlyWithDrug() ? AnalyzedPairs.ONLY_WITH_DRUG : 0);
      pairs.flag(pair, measures.degenerate() ? AnalyzedPairs.DEGENERATE : 0);
      pairs.judge(pair, scorer.judge(table, measures));
    }

    private void measureStratified(int pair, double expected, GammaPoissonShrinker shrinker) {
      int reports = counts.reportsOf(pair);
      pairs.set(Column.RR_STRATIFIED, pair, reports / expected);
      set(
          pair,
          InformationComponent.of(reports, expected),
          Column.IC_STRATIFIED,
          Column.IC025_STRATIFIED,
          Column.IC975_STRATIFIED);
      set(
          pair,
          shrinker.shrink(reports, expected),
          Column.EBGM_STRATIFIED,
          Column.EB05_STRATIFIED,
          Column.EB95_STRATIFIED);
    }

    private void set(int pair, Estimate estimate, Column value, Column lower, Column upper) {
      pairs.set(value, pair, estimate.value());
      pairs.set(lower, pair, estimate.lower());
      pairs.set(upper, pair, estimate.upper());
    }

    private static @Nullable Double finite(double value) {
      return Double.isFinite(value) ? (Double) value : null;
    }

    private double significantUpTo() {
      double[] p = pairs.column(Column.POISSON_P);
      long[] weights = new long[p.length];
      Arrays.fill(weights, 1);
      long combinations = (long) counts.reports().drugs().size() * counts.reports().events().size();
      return FalseDiscovery.bound(p, weights, combinations, options.falseDiscoveryRate());
    }
  }
}
