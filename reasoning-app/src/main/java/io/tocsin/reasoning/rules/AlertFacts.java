package io.tocsin.reasoning.rules;

import io.tocsin.schemas.alert.Alert;
import io.tocsin.schemas.detection.Fact;
import io.tocsin.schemas.signal.CaseSummary;
import io.tocsin.schemas.signal.ContingencyTable;
import io.tocsin.schemas.signal.Estimate;
import io.tocsin.schemas.signal.Measures;
import io.tocsin.schemas.signal.RuleVerdict;
import io.tocsin.schemas.signal.ScoredSignal;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Spells out what an alert says, one fact for each thing; what it does not say gives no fact. */
final class AlertFacts {
  private static final String ALERT = "alert";
  private static final String SIGNAL = "scored_signal";

  private final List<Fact> facts = new ArrayList<>();
  private final Instant scoredAt;

  private AlertFacts(Instant scoredAt) {
    this.scoredAt = scoredAt;
  }

  static List<Fact> of(Alert alert) {
    ScoredSignal signal = alert.signal();
    AlertFacts sheet = new AlertFacts(signal.scoredAt());
    sheet.alert(alert);
    sheet.table(signal.table(), signal.expected());
    sheet.measures(signal.measures());
    sheet.rules(signal.rules());
    if (signal.cases().firstReceipt() != null) {
      sheet.cases(signal.cases());
    }
    sheet.weekly(signal);
    sheet.score(signal);
    return List.copyOf(sheet.facts);
  }

  private void alert(Alert alert) {
    Instant at = alert.raisedAt();
    add(new Fact(FactIds.REASON, ALERT, at, "why it was raised", null, Words.of(alert.reason())));
    add(new Fact(FactIds.FROM_LEVEL, ALERT, at, "level before", null, Words.of(alert.fromLevel())));
    add(new Fact(FactIds.TO_LEVEL, ALERT, at, "level now", null, Words.of(alert.toLevel())));
    add(
        new Fact(
            FactIds.SEQUENCE,
            ALERT,
            at,
            "alerts of this pair so far",
            BigDecimal.valueOf(alert.sequence()),
            null));
    add(
        new Fact(
            FactIds.FIRST_SEEN,
            ALERT,
            at,
            "as-of date of the first alert",
            null,
            alert.firstSeen().toString()));
  }

  private void table(@Nullable ContingencyTable table, @Nullable Double expected) {
    if (table != null) {
      number(FactIds.BOTH, "reports that name drug and event", table.n11());
      number(FactIds.DRUG_ONLY, "reports of the drug without the event", table.n10());
      number(FactIds.EVENT_ONLY, "reports of the event without the drug", table.n01());
      number(FactIds.NEITHER, "reports of neither", table.n00());
      number(FactIds.DRUG_TOTAL, "reports of the drug", table.drugMargin());
      number(FactIds.EVENT_TOTAL, "reports of the event", table.eventMargin());
      number(FactIds.TOTAL, "all reports", table.total());
    }
    number(FactIds.EXPECTED, "expected reports of the pair if unrelated", expected);
  }

  private void measures(@Nullable Measures measures) {
    if (measures == null) {
      return;
    }
    estimate(FactIds.PRR, "proportional reporting ratio", measures.prr());
    estimate(FactIds.ROR, "reporting odds ratio", measures.ror());
    estimate(FactIds.IC, "information component", measures.ic());
    estimate(FactIds.EBGM, "empirical Bayes geometric mean", measures.ebgm());
    number(FactIds.CHI_SQUARED, "chi-squared with Yates' correction", measures.chiSquared());
    number(FactIds.FISHER_P, "p of Fisher's exact test", measures.fisherP());
    text(
        FactIds.ONLY_WITH_DRUG,
        "the event was never reported without the drug",
        Words.of(measures.onlyWithDrug()));
    text(
        FactIds.DEGENERATE,
        "the drug was never reported without the event",
        Words.of(measures.degenerate()));
  }

  private void rules(List<RuleVerdict> verdicts) {
    for (RuleVerdict verdict : verdicts) {
      text(
          FactIds.rule(verdict.rule()),
          "rule of signal detection " + verdict.rule(),
          verdict.met() ? "met" : "not met");
    }
  }

  private void cases(CaseSummary cases) {
    number(FactIds.SERIOUS, "serious reports", cases.serious());
    number(FactIds.DEATHS, "reports of death", cases.deaths());
    number(FactIds.LIFE_THREATENING, "life-threatening reports", cases.lifeThreatening());
    number(FactIds.HOSPITALIZATIONS, "reports of hospitalization", cases.hospitalizations());
    number(FactIds.DISABILITIES, "reports of disability", cases.disabilities());
    number(
        FactIds.CONGENITAL_ANOMALIES,
        "reports of a congenital anomaly",
        cases.congenitalAnomalies());
    text(FactIds.FIRST_RECEIPT, "first report received", cases.firstReceipt());
    text(FactIds.LAST_RECEIPT, "last report received", cases.lastReceipt());
    cases.bySource().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            entry ->
                number(
                    FactIds.source(entry.getKey()),
                    "reports from " + entry.getKey(),
                    entry.getValue()));
  }

  private void weekly(ScoredSignal signal) {
    List<CaseSummary.WeekCount> weeks = signal.cases().weekly();
    if (!weeks.isEmpty()) {
      text(
          FactIds.WEEKLY,
          "reports by week of receipt, with the Monday it starts",
          weeks.stream()
              .map(week -> week.week() + ": " + week.reports())
              .collect(Collectors.joining(", ")));
    }
    ReportingTrend trend = ReportingTrend.of(signal);
    if (trend != null) {
      number(FactIds.RECENT, "reports in the last weeks", trend.recent());
      number(FactIds.RECENT_WEEKS, "how many weeks those are", ReportingTrend.RECENT_WEEKS);
      number(FactIds.EARLIER, "reports in the weeks before", trend.earlier());
      number(FactIds.EARLIER_WEEKS, "how many weeks those are", trend.earlierWeeks());
    }
  }

  private void score(ScoredSignal signal) {
    number(FactIds.FUSION, "fusion score", signal.fusionScore());
    number(FactIds.LAYER_0, "statistical layer", signal.layer0());
    number(FactIds.LAYER_1, "single-source layer", signal.layer1());
    number(FactIds.LAYER_2, "many-sources layer", signal.layer2());
    text(FactIds.FUSION_LEVEL, "level by the fusion score alone", Words.of(signal.fusionLevel()));
    text(FactIds.HELD_BACK, "why the level was held back", signal.heldBack());
    text(FactIds.PRIOR_VERSION, "version of the prior", signal.priorVersion());
    text(FactIds.CONFIG_VERSION, "version of weights and thresholds", signal.configVersion());
    text(FactIds.AS_OF, "date that recent is relative to", signal.asOf());
  }

  private void estimate(String id, String label, Estimate estimate) {
    number(id, label, estimate.value());
    number(FactIds.lower(id), label + ", lower bound", estimate.lower());
    number(FactIds.upper(id), label + ", upper bound", estimate.upper());
  }

  private void number(String id, String label, long value) {
    add(new Fact(id, SIGNAL, scoredAt, label, BigDecimal.valueOf(value), null));
  }

  private void number(String id, String label, @Nullable Double value) {
    if (value != null) {
      add(new Fact(id, SIGNAL, scoredAt, label, BigDecimal.valueOf(value), null));
    }
  }

  private void text(String id, String label, @Nullable Object text) {
    if (text != null) {
      add(new Fact(id, SIGNAL, scoredAt, label, null, text.toString()));
    }
  }

  private void add(Fact fact) {
    facts.add(fact);
  }
}
