package io.tocsin.local.analyze;

import io.tocsin.batch.analysis.Analysis;
import io.tocsin.batch.analysis.Margins;
import io.tocsin.batch.counting.CountedReports;
import io.tocsin.schemas.model.FitMethod;
import io.tocsin.schemas.model.ModelParameters;
import io.tocsin.scoring.Prior;
import io.tocsin.scoring.prior.Fit;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an analysis found, beside the pairs.
 *
 * @param rows that were right
 * @param badRows that were left out
 * @param repeatedRows that said again what another row of the same report had said
 * @param reportsInManyStrata reports whose rows do not agree on the stratum
 * @param margins what the margins count
 * @param total reports, or cells, according to {@code margins}
 * @param significantPairs at the false discovery rate of {@code model}
 * @param model the prior of the measures
 * @param stratifiedModel the prior of the measures adjusted for strata
 */
record AnalysisSummary(
    String file,
    long rows,
    long badRows,
    long repeatedRows,
    long reportsInManyStrata,
    long reports,
    long drugs,
    long events,
    long pairs,
    long strata,
    Margins margins,
    long total,
    long significantPairs,
    ModelParameters model,
    @Nullable ModelParameters stratifiedModel,
    double seconds) {

  static AnalysisSummary of(
      String file,
      long badRows,
      Analysis analysis,
      double rate,
      Margins margins,
      double seconds,
      Instant now) {
    CountedReports reports = analysis.counts().reports();
    Fit stratifiedFit = analysis.stratifiedFit();
    var significance = new ModelParameters.Significance(rate, analysis.significantUpTo());
    return new AnalysisSummary(
        file,
        reports.tally().rows(),
        badRows,
        reports.tally().repeatedRows(),
        reports.tally().reportsInManyStrata(),
        reports.reports(),
        reports.drugs().size(),
        reports.events().size(),
        reports.pairs(),
        reports.strata(),
        margins,
        analysis.counts().total(),
        analysis.significantPairs(),
        model(analysis.fit(), reports, significance, now),
        stratifiedFit == null ? null : model(stratifiedFit, reports, null, now),
        seconds);
  }

  private static ModelParameters model(
      Fit fit,
      CountedReports reports,
      ModelParameters.@Nullable Significance significance,
      Instant now) {
    Prior prior = fit.prior();
    return new ModelParameters(
        prior.version(),
        new ModelParameters.Theta(
            prior.alpha1(), prior.beta1(), prior.alpha2(), prior.beta2(), prior.p()),
        fit.method(),
        fit.logLikelihood(),
        fit.standardErrors(),
        reports.pairs(),
        reports.reports(),
        significance,
        List.of(),
        now,
        fit.notes());
  }

  /** Prints it for a person. */
  void print(PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%s: %,d rows (%,d repeated, %,d left out), %,d reports, %,d drugs, %,d events, %,d"
            + " pairs%n",
        file,
        rows,
        repeatedRows,
        badRows,
        reports,
        drugs,
        events,
        pairs);
    if (strata > 0) {
      out.printf(
          Locale.ROOT,
          "%,d strata; %,d reports have rows in several: the first row decides%n",
          strata,
          reportsInManyStrata);
    }
    out.printf(
        Locale.ROOT,
        "margins of %s; %,d pairs significant at a false discovery rate of %s%n",
        margins.name().toLowerCase(Locale.ROOT),
        significantPairs,
        model.significance() == null ? "-" : model.significance().rate());
    print("θ", model, out);
    if (stratifiedModel != null) {
      print("θ by strata", stratifiedModel, out);
    }
    out.printf(Locale.ROOT, "%.1f s%n", seconds);
  }

  private static void print(String name, ModelParameters model, PrintWriter out) {
    String[] parameters = {"alpha1", "beta1", "alpha2", "beta2", "p"};
    ModelParameters.Theta theta = model.prior();
    double[] values = {theta.alpha1(), theta.beta1(), theta.alpha2(), theta.beta2(), theta.p()};
    out.printf(
        Locale.ROOT,
        "%s: %s, log-likelihood %s%n",
        name,
        how(model.method()),
        model.logLikelihood());
    for (int i = 0; i < parameters.length; i++) {
      String error =
          model.standardErrors().isEmpty()
              ? ""
              : String.format(Locale.ROOT, "  ± %.4g", model.standardErrors().get(i));
      out.printf(Locale.ROOT, "  %-7s %.12g%s%n", parameters[i], values[i], error);
    }
    model.notes().forEach(note -> out.printf("  %s%n", note));
  }

  private static String how(FitMethod method) {
    return switch (method) {
      case GIVEN -> "given";
      case TRUNCATED -> "fitted by the truncated likelihood";
      case ZERO_INCLUDING -> "fitted by the likelihood with zero cells";
      case LAST_GOOD -> "NOT fitted, this is where DuMouchel (1999) starts";
    };
  }
}
