package io.tocsin.reasoning.rules;

import io.tocsin.schemas.alert.Alert;
import io.tocsin.schemas.detection.Evidence;
import io.tocsin.schemas.signal.CaseSummary;
import io.tocsin.schemas.signal.ContingencyTable;
import io.tocsin.schemas.signal.Measures;
import io.tocsin.schemas.signal.RuleVerdict;
import io.tocsin.schemas.signal.ScoredSignal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The alerted pair as the rules see it.
 *
 * @param labelled whether product information lists the event; absent when no fact says so or not
 * @param trend absent when there is nothing to compare with
 */
record Subject(
    Alert alert, @Nullable Boolean labelled, CaseFacts caseFacts, @Nullable ReportingTrend trend) {
  /** Below this many reports no rule of signal detection is used (Evans 2001: a ≥ 3). */
  static final int MIN_REPORTS = 3;

  /** A recent weekly rate of twice the earlier one counts as a rise. */
  private static final double RISE = 2;

  private static final String OF_TIME = "increased-frequency";

  static Subject of(Alert alert, Evidence evidence) {
    return new Subject(
        alert,
        LabelFacts.listed(evidence.facts()),
        CaseFacts.of(alert.signal().cases()),
        ReportingTrend.of(alert.signal()));
  }

  ScoredSignal signal() {
    return alert.signal();
  }

  CaseSummary cases() {
    return alert.signal().cases();
  }

  @Nullable ContingencyTable table() {
    return alert.signal().table();
  }

  @Nullable Measures measures() {
    return alert.signal().measures();
  }

  /** Whether single reports are known, not only totals from another detector. */
  boolean casesKnown() {
    return cases().firstReceipt() != null;
  }

  boolean enoughReports() {
    ContingencyTable table = table();
    return table != null && table.n11() >= MIN_REPORTS;
  }

  /** Names of the rules that are met, in the signal's order. */
  List<String> rulesMet() {
    return signal().rules().stream().filter(RuleVerdict::met).map(RuleVerdict::rule).toList();
  }

  /** Verdicts of the rules that compare a pair with other pairs, not with its own past. */
  List<RuleVerdict> rulesOfDisproportion() {
    return signal().rules().stream().filter(rule -> !rule.rule().equals(OF_TIME)).toList();
  }

  /** Whether there are enough reports and a rule of disproportion is met. */
  boolean disproportionate() {
    return enoughReports() && rulesOfDisproportion().stream().anyMatch(RuleVerdict::met);
  }

  /** Whether there are enough recent reports and they come faster than before. */
  boolean reportedMoreOften() {
    return trend != null && trend.recent() >= MIN_REPORTS && trend.roseBy(RISE);
  }

  /** Whether any report tells of a death or a threat to life. */
  boolean fatalOrLifeThreatening() {
    return cases().deaths() > 0 || cases().lifeThreatening() > 0;
  }

  /** Whether no report of the pair stands any more. */
  boolean noReportStands() {
    ContingencyTable table = table();
    return table != null && table.n11() == 0;
  }
}
