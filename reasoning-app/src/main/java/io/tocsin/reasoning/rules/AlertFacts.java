package io.tocsin.reasoning.rules;

import io.tocsin.schemas.alert.Alert;
import io.tocsin.schemas.detection.Fact;
import io.tocsin.schemas.signal.CaseSummary;
import io.tocsin.schemas.signal.ContingencyTable;
import io.tocsin.schemas.signal.Measures;
import io.tocsin.schemas.signal.RuleVerdict;
import io.tocsin.schemas.signal.ScoredSignal;
import io.tocsin.schemas.signal.Standing;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Spells out what an alert says, one fact for each thing; what it does not say gives no fact. */
final class AlertFacts {
  private static final String ALERT = "alert";
  private static final String SIGNAL = "scored_signal";

  private final FactSheet sheet;

  private AlertFacts(FactSheet sheet) {
    this.sheet = sheet;
  }

  static List<Fact> of(Alert alert) {
    ScoredSignal signal = alert.signal();
    FactSheet raised = new FactSheet(ALERT, alert.raisedAt());
    alert(raised, alert);
    FactSheet scored = new FactSheet(SIGNAL, signal.scoredAt());
    new AlertFacts(scored).signal(signal);
    return Stream.concat(raised.facts().stream(), scored.facts().stream()).toList();
  }

  private static void alert(FactSheet sheet, Alert alert) {
    sheet.text(FactIds.REASON, "why it was raised", Words.of(alert.reason()));
    sheet.text(FactIds.FROM_LEVEL, "level before", Words.of(alert.fromLevel()));
    sheet.text(FactIds.TO_LEVEL, "level now", Words.of(alert.toLevel()));
    sheet.number(FactIds.SEQUENCE, "alerts of this pair so far", alert.sequence());
    sheet.text(FactIds.FIRST_SEEN, "as-of date of the first alert", alert.firstSeen());
  }

  private void signal(ScoredSignal signal) {
    table(signal.table(), signal.expected());
    measures(signal.measures());
    rules(signal.rules());
    if (signal.cases().firstReceipt() != null) {
      cases(signal.cases());
    }
    weekly(signal);
    score(signal);
    if (signal.stratified() != null) {
      StrataFacts.write(sheet, signal.stratified());
    }
    if (signal.temporal() != null) {
      CourseFacts.write(sheet, signal.temporal());
    }
    CaseFacts.write(sheet, signal.cases(), signal.causality());
    standing(signal.standing());
  }

  private void table(@Nullable ContingencyTable table, @Nullable Double expected) {
    if (table != null) {
      sheet.number(FactIds.BOTH, "reports that name drug and event", table.n11());
      sheet.number(FactIds.DRUG_ONLY, "reports of the drug without the event", table.n10());
      sheet.number(FactIds.EVENT_ONLY, "reports of the event without the drug", table.n01());
      sheet.number(FactIds.NEITHER, "reports of neither", table.n00());
      sheet.number(FactIds.DRUG_TOTAL, "reports of the drug", table.drugMargin());
      sheet.number(FactIds.EVENT_TOTAL, "reports of the event", table.eventMargin());
      sheet.number(FactIds.TOTAL, "all reports", table.total());
    }
    sheet.number(FactIds.EXPECTED, "expected reports of the pair if unrelated", expected);
  }

  private void measures(@Nullable Measures measures) {
    if (measures == null) {
      return;
    }
    sheet.estimate(FactIds.PRR, "proportional reporting ratio", measures.prr());
    sheet.estimate(FactIds.ROR, "reporting odds ratio", measures.ror());
    sheet.estimate(FactIds.IC, "information component", measures.ic());
    sheet.estimate(FactIds.EBGM, "empirical Bayes geometric mean", measures.ebgm());
    sheet.number(FactIds.CHI_SQUARED, "chi-squared with Yates' correction", measures.chiSquared());
    sheet.number(FactIds.FISHER_P, "p of Fisher's exact test", measures.fisherP());
    sheet.text(
        FactIds.ONLY_WITH_DRUG,
        "the event was never reported without the drug",
        Words.of(measures.onlyWithDrug()));
    sheet.text(
        FactIds.DEGENERATE,
        "the drug was never reported without the event",
        Words.of(measures.degenerate()));
  }

  private void rules(List<RuleVerdict> verdicts) {
    for (RuleVerdict verdict : verdicts) {
      sheet.text(
          FactIds.rule(verdict.rule()),
          "rule of signal detection " + verdict.rule(),
          verdict.met() ? "met" : "not met");
    }
  }

  private void cases(CaseSummary cases) {
    sheet.number(FactIds.SERIOUS, "serious reports", cases.serious());
    sheet.number(FactIds.DEATHS, "reports of death", cases.deaths());
    sheet.number(FactIds.LIFE_THREATENING, "life-threatening reports", cases.lifeThreatening());
    sheet.number(FactIds.HOSPITALIZATIONS, "reports of hospitalization", cases.hospitalizations());
    sheet.number(FactIds.DISABILITIES, "reports of disability", cases.disabilities());
    sheet.number(
        FactIds.CONGENITAL_ANOMALIES,
        "reports of a congenital anomaly",
        cases.congenitalAnomalies());
    sheet.text(FactIds.FIRST_RECEIPT, "first report received", cases.firstReceipt());
    sheet.text(FactIds.LAST_RECEIPT, "last report received", cases.lastReceipt());
    cases.bySource().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            entry ->
                sheet.number(
                    FactIds.source(entry.getKey()),
                    "reports from " + entry.getKey(),
                    entry.getValue()));
  }

  private void weekly(ScoredSignal signal) {
    List<CaseSummary.WeekCount> weeks = signal.cases().weekly();
    if (!weeks.isEmpty()) {
      sheet.text(
          FactIds.WEEKLY,
          "reports by week of receipt, with the Monday it starts",
          weeks.stream()
              .map(week -> week.week() + ": " + week.reports())
              .collect(Collectors.joining(", ")));
    }
    ReportingTrend trend = ReportingTrend.of(signal);
    if (trend != null) {
      sheet.number(FactIds.RECENT, "reports in the last weeks", trend.recent());
      sheet.number(FactIds.RECENT_WEEKS, "how many weeks those are", ReportingTrend.RECENT_WEEKS);
      sheet.number(FactIds.EARLIER, "reports in the weeks before", trend.earlier());
      sheet.number(FactIds.EARLIER_WEEKS, "how many weeks those are", trend.earlierWeeks());
    }
  }

  private void score(ScoredSignal signal) {
    sheet.number(FactIds.FUSION, "fusion score", signal.fusionScore());
    sheet.number(FactIds.LAYER_0, "statistical layer", signal.layer0());
    sheet.number(FactIds.LAYER_1, "single-source layer", signal.layer1());
    sheet.number(FactIds.LAYER_2, "many-sources layer", signal.layer2());
    sheet.text(
        FactIds.FUSION_LEVEL, "level by the fusion score alone", Words.of(signal.fusionLevel()));
    sheet.text(FactIds.HELD_BACK, "why the level was held back", signal.heldBack());
    sheet.text(FactIds.PRIOR_VERSION, "version of the prior", signal.priorVersion());
    sheet.text(FactIds.CONFIG_VERSION, "version of weights and thresholds", signal.configVersion());
    sheet.text(FactIds.AS_OF, "date that recent is relative to", signal.asOf());
  }

  private void standing(@Nullable Standing standing) {
    if (standing != null) {
      sheet.text(
          FactIds.SIGNIFICANT,
          "within the bound of false discoveries over all pairs",
          Words.of(standing.significant()));
      sheet.number(
          FactIds.PERCENTILE,
          "percentile of the fusion score among all pairs",
          standing.percentile());
      sheet.number(FactIds.RANK, "rank of the fusion score", standing.rank());
      sheet.number(FactIds.RANKED_PAIRS, "pairs that are ranked", standing.pairs());
    }
  }
}
