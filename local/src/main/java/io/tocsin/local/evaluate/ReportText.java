package io.tocsin.local.evaluate;

import io.tocsin.batch.evaluation.EvaluationReport;
import io.tocsin.batch.evaluation.EvaluationReport.AtThreshold;
import io.tocsin.batch.evaluation.EvaluationReport.Column;
import io.tocsin.batch.evaluation.EvaluationReport.Coverage;
import io.tocsin.batch.evaluation.EvaluationReport.Detection;
import io.tocsin.batch.evaluation.EvaluationReport.Difference;
import io.tocsin.batch.evaluation.Missing;
import io.tocsin.batch.evaluation.Share;
import io.tocsin.schemas.signal.Estimate;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An evaluation as tables for a person. */
final class ReportText {
  private static final String NONE = "–";

  private ReportText() {}

  static void print(EvaluationReport report, PrintWriter out) {
    coverage(report, out);
    columns(report.columns(), out);
    thresholds(report.columns(), out);
    differences(report.differences(), out);
    detection(report.detection(), out);
  }

  private static void coverage(EvaluationReport report, PrintWriter out) {
    Coverage coverage = report.coverage();
    out.printf(
        Locale.ROOT,
        "reference  %,d positive and %,d negative pairs%n",
        coverage.positives(),
        coverage.negatives());
    out.printf(
        Locale.ROOT,
        "output     %,d rows; it lacks %,d positive and %,d negative pairs%n",
        coverage.rows(),
        coverage.absentPositives(),
        coverage.absentNegatives());
    out.printf(
        Locale.ROOT,
        "compared   %,d positive and %,d negative pairs; %s%n",
        coverage.comparedPositives(),
        coverage.comparedNegatives(),
        report.missing() == Missing.LOWEST
            ? "one without a score counts as scored below all others"
            : "one without some score is left out");
  }

  private static void columns(List<Column> columns, PrintWriter out) {
    out.printf("%n%-24s %7s  %-18s %s%n", "score", "AUC", "95 % (DeLong)", "without a score");
    for (Column column : columns) {
      out.printf(
          Locale.ROOT,
          "%-24s %7s  %-18s %,d%n",
          column.name(),
          number(column.auc().value(), 4),
          interval(column.auc(), 4),
          column.empty());
    }
  }

  private static void thresholds(List<Column> columns, PrintWriter out) {
    if (columns.stream().allMatch(column -> column.thresholds().isEmpty())) {
      return;
    }
    out.printf(
        "%n%-24s %-23s %-23s %-23s %s%n",
        "threshold, 95 % (Wilson)", "sensitivity", "specificity", "PPV", "NPV");
    for (Column column : columns) {
      for (AtThreshold each : column.thresholds()) {
        out.printf(
            "%-24s %-23s %-23s %-23s %s%n",
            each.threshold(),
            share(each.sensitivity()),
            share(each.specificity()),
            share(each.ppv()),
            share(each.npv()));
      }
    }
  }

  private static void differences(List<Difference> differences, PrintWriter out) {
    if (differences.isEmpty()) {
      return;
    }
    out.printf("%n%-36s %8s  %-20s %s%n", "difference of AUC", "", "95 % (DeLong)", "p");
    for (Difference each : differences) {
      out.printf(
          "%-36s %8s  %-20s %s%n",
          each.first() + " − " + each.second(),
          number(each.auc().value(), 4),
          interval(each.auc(), 4),
          number(each.p(), 4));
    }
  }

  private static void detection(List<Detection> detection, PrintWriter out) {
    if (detection.isEmpty()) {
      return;
    }
    out.printf(
        "%n%-24s %6s  %-23s %-23s %s%n",
        "time to detection",
        "pairs",
        "never detected",
        "before the date",
        "median days before, 95 % (Kaplan–Meier)");
    for (Detection each : detection) {
      out.printf(
          Locale.ROOT,
          "%-24s %,6d  %-23s %-23s %s (%s)%n",
          each.threshold(),
          each.pairs(),
          share(each.never()),
          share(each.early()),
          number(each.daysBefore().value(), 0),
          interval(each.daysBefore(), 0));
    }
  }

  private static String share(Share share) {
    return share.value() == null
        ? NONE
        : "%s (%s to %s)"
            .formatted(
                number(share.value(), 3), number(share.lower(), 3), number(share.upper(), 3));
  }

  private static String interval(Estimate estimate, int decimals) {
    return estimate.lower() == null && estimate.upper() == null
        ? NONE
        : number(estimate.lower(), decimals) + " to " + number(estimate.upper(), decimals);
  }

  private static String number(@Nullable Double value, int decimals) {
    return value == null ? NONE : String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
