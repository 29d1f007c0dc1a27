package io.tocsin.reasoning.rules;

import io.tocsin.schemas.detection.Confounder;
import io.tocsin.schemas.detection.Finding;
import java.util.Arrays;
import java.util.List;

/** Looks for other explanations, as far as counts can show them. */
final class ConfounderRules {
  /** A recent weekly rate of five times the earlier one may be publicity. */
  private static final double SURGE = 5;

  private final Subject subject;

  ConfounderRules(Subject subject) {
    this.subject = subject;
  }

  /** One finding for every kind, in order. */
  List<Confounder> confounders() {
    return Arrays.stream(Confounder.Kind.values()).map(this::confounder).toList();
  }

  private Confounder confounder(Confounder.Kind kind) {
    return switch (kind) {
      case INDICATION ->
          new Confounder(
              kind, Finding.NO_DATA, "What the drug was given for is not in the alert.", List.of());
      case CO_MEDICATION ->
          new Confounder(kind, Finding.NO_DATA, "Other drugs are not in the alert.", List.of());
      case DUPLICATES ->
          new Confounder(
              kind,
              Finding.NO_DATA,
              "Whether two reports tell of one patient is not in the alert.",
              List.of());
      case NOTORIETY -> notoriety();
    };
  }

  private Confounder notoriety() {
    ReportingTrend trend = subject.trend();
    if (trend == null) {
      return new Confounder(
          Confounder.Kind.NOTORIETY,
          Finding.NO_DATA,
          "There are no earlier weeks that a surge would stand out from.",
          List.of());
    }
    boolean surge = trend.recent() >= Subject.MIN_REPORTS && trend.roseBy(SURGE);
    return new Confounder(
        Confounder.Kind.NOTORIETY,
        surge ? Finding.SUPPORTED : Finding.NOT_SUPPORTED,
        surge
            ? "Reports surged in the last weeks; publicity can do that too."
            : "Reports did not surge in the last weeks.",
        List.of(FactIds.RECENT, FactIds.RECENT_WEEKS, FactIds.EARLIER, FactIds.EARLIER_WEEKS));
  }
}
