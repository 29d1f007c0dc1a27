package io.tocsin.local.alerts;

import io.tocsin.schemas.alert.Alert;
import io.tocsin.schemas.signal.ContingencyTable;
import io.tocsin.schemas.signal.Measures;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An alert as one line for a person. */
public final class AlertLine {
  private AlertLine() {}

  /** As-of date, level, pair, counts, measures, and what changed. */
  public static String of(Alert alert) {
    return "%s %-9s %s – %s: %s; %s, %s to %s"
        .formatted(
            alert.signal().asOf(),
            alert.toLevel(),
            alert.drug(),
            alert.event(),
            evidence(alert),
            words(alert.reason()),
            words(alert.fromLevel()),
            words(alert.toLevel()));
  }

  private static String evidence(Alert alert) {
    ContingencyTable table = alert.signal().table();
    Measures measures = alert.signal().measures();
    String score = "score " + figure(alert.signal().fusionScore());
    if (table == null || measures == null) {
      return score;
    }
    return "%d reports, %s expected, PRR %s, IC025 %s, EB05 %s, %s"
        .formatted(
            table.n11(),
            figure(table.expected()),
            figure(measures.prr().value()),
            figure(measures.ic().lower()),
            figure(measures.ebgm().lower()),
            score);
  }

  private static String figure(@Nullable Double value) {
    return value == null ? "–" : String.format(Locale.ROOT, "%.2f", value);
  }

  private static String words(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
