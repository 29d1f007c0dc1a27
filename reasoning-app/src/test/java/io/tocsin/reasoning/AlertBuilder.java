package io.tocsin.reasoning;

import io.tocsin.schemas.alert.Alert;
import io.tocsin.schemas.alert.AlertReason;
import io.tocsin.schemas.report.ReportSource;
import io.tocsin.schemas.signal.AlertLevel;
import io.tocsin.schemas.signal.AssessedCases;
import io.tocsin.schemas.signal.CaseSummary;
import io.tocsin.schemas.signal.CaseSummary.WeekCount;
import io.tocsin.schemas.signal.CausalityCategory;
import io.tocsin.schemas.signal.CausalityMeasures;
import io.tocsin.schemas.signal.Components;
import io.tocsin.schemas.signal.Components.Interactions;
import io.tocsin.schemas.signal.ContingencyTable;
import io.tocsin.schemas.signal.Estimate;
import io.tocsin.schemas.signal.Measures;
import io.tocsin.schemas.signal.NaranjoClass;
import io.tocsin.schemas.signal.OnsetLatency;
import io.tocsin.schemas.signal.Pair;
import io.tocsin.schemas.signal.RuleVerdict;
import io.tocsin.schemas.signal.ScoredSignal;
import io.tocsin.schemas.signal.Standing;
import io.tocsin.schemas.signal.StratifiedMeasures;
import io.tocsin.schemas.signal.TemporalMeasures;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds alerts for stories. Unless told otherwise: RotaShield and intussusception escalated to
 * HIGH on 1999-07-15 with four serious reports.
 */
public final class AlertBuilder {
  private static final LocalDate AS_OF = LocalDate.parse("1999-07-15");
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  private Pair pair = new Pair("ROTAVIRUS 4-VALENT (ROTASHIELD)", "INTUSSUSCEPTION");
  private long sequence = 1;
  private AlertLevel from = AlertLevel.NONE;
  private AlertLevel to = AlertLevel.HIGH;
  private AlertReason reason = AlertReason.ESCALATED;
  private @Nullable ContingencyTable table = new ContingencyTable(4, 150, 1, 16845);
  private @Nullable Measures measures =
      new Measures(
          Estimate.of(437.5, 49.2, 3889.1),
          Estimate.of(449.2, 49.8, 4044.6),
          1082.4,
          3.1e-8,
          Estimate.of(3.04, 1.21, 4.1),
          Estimate.of(24.6, 7.3, 61.9),
          null,
          null,
          false,
          false);
  private List<RuleVerdict> rules =
      List.of(
          new RuleVerdict("evans", true),
          new RuleVerdict("ic025", true),
          new RuleVerdict("ema-2016", false));
  private @Nullable String heldBack;
  private @Nullable StratifiedMeasures stratified;
  private @Nullable TemporalMeasures temporal;
  private @Nullable Standing standing;
  private CaseSummary cases =
      new CaseSummary(
          4,
          0,
          1,
          4,
          0,
          0,
          LocalDate.parse("1998-12-10"),
          LocalDate.parse("1999-07-14"),
          Map.of(ReportSource.VAERS, 4L),
          List.of(
              new WeekCount(LocalDate.parse("1999-03-08"), 1),
              new WeekCount(LocalDate.parse("1999-07-05"), 1),
              new WeekCount(LocalDate.parse("1999-07-12"), 1)),
          List.of(),
          null,
          List.of());

  /** A new builder. */
  public static AlertBuilder alert() {
    return new AlertBuilder();
  }

  /** Another pair. */
  public AlertBuilder of(String drug, String event) {
    pair = Pair.of(drug, event);
    return this;
  }

  /** Position among the pair's alerts. */
  public AlertBuilder sequence(long position) {
    sequence = position;
    return this;
  }

  /** The change of level. */
  public AlertBuilder level(AlertReason why, AlertLevel before, AlertLevel now) {
    reason = why;
    from = before;
    to = now;
    return this;
  }

  /** Another table, measures left as they are. */
  public AlertBuilder table(long n11, long n10, long n01, long n00) {
    table = new ContingencyTable(n11, n10, n01, n00);
    return this;
  }

  /** An observation of another detector: totals only. */
  public AlertBuilder withoutTable() {
    table = null;
    measures = null;
    rules = List.of();
    cases = CaseSummary.NONE;
    return this;
  }

  /** Other measures. */
  public AlertBuilder measures(Measures other) {
    measures = other;
    return this;
  }

  /** No rule is met. */
  public AlertBuilder noRuleMet() {
    rules = rules.stream().map(rule -> new RuleVerdict(rule.rule(), false)).toList();
    return this;
  }

  /** The pair is reported more often than it used to be, by the rule of increased frequency. */
  public AlertBuilder moreOftenThanBefore() {
    rules = new ArrayList<>(rules);
    rules.add(new RuleVerdict("increased-frequency", true));
    return this;
  }

  /** Why the level is below what the score alone would give. */
  public AlertBuilder heldBack(String why) {
    heldBack = why;
    return this;
  }

  /** Serious reports and deaths, nothing else changed. */
  public AlertBuilder serious(long serious, long deaths) {
    return cases(cases.bySource(), serious, deaths, 0, cases.weekly());
  }

  /** Reports by source. */
  public AlertBuilder sources(Map<ReportSource, Long> bySource) {
    return cases(
        bySource, cases.serious(), cases.deaths(), cases.lifeThreatening(), cases.weekly());
  }

  /** Reports by week. */
  public AlertBuilder weekly(WeekCount... weeks) {
    return cases(
        cases.bySource(), cases.serious(), cases.deaths(), cases.lifeThreatening(), List.of(weeks));
  }

  /** Measures within patient groups. */
  public AlertBuilder stratified(StratifiedMeasures measures) {
    stratified = measures;
    return this;
  }

  /** The course in time. */
  public AlertBuilder temporal(TemporalMeasures measures) {
    temporal = measures;
    return this;
  }

  /** The rank among all pairs. */
  public AlertBuilder standing(Standing among) {
    standing = among;
    return this;
  }

  /** Case facts, nothing else changed. */
  public AlertBuilder caseFacts(@Nullable OnsetLatency onset, AssessedCases... assessed) {
    return cases(cases.firstReceipt(), onset, List.of(assessed));
  }

  /** Date of the first report, nothing else changed. */
  public AlertBuilder receivedFrom(String date) {
    return cases(LocalDate.parse(date), cases.onsetLatency(), cases.assessed());
  }

  private AlertBuilder cases(
      @Nullable LocalDate firstReceipt,
      @Nullable OnsetLatency onset,
      List<AssessedCases> assessed) {
    cases =
        new CaseSummary(
            cases.serious(),
            cases.deaths(),
            cases.lifeThreatening(),
            cases.hospitalizations(),
            0,
            0,
            firstReceipt,
            cases.lastReceipt(),
            cases.bySource(),
            cases.weekly(),
            List.of(),
            onset,
            assessed);
    return this;
  }

  /** No report of a death or a threat to life. */
  public AlertBuilder nobodyInDanger() {
    return cases(cases.bySource(), cases.serious(), 0, 0, cases.weekly());
  }

  private AlertBuilder cases(
      Map<ReportSource, Long> bySource,
      long serious,
      long deaths,
      long lifeThreatening,
      List<WeekCount> weekly) {
    cases =
        new CaseSummary(
            serious,
            deaths,
            lifeThreatening,
            cases.hospitalizations(),
            0,
            0,
            cases.firstReceipt(),
            cases.lastReceipt(),
            bySource,
            weekly,
            List.of(),
            cases.onsetLatency(),
            cases.assessed());
    return this;
  }

  private @Nullable CausalityMeasures causality() {
    if (cases.assessed().isEmpty()) {
      return null;
    }
    Map<CausalityCategory, Long> byCategory = new EnumMap<>(CausalityCategory.class);
    Map<NaranjoClass, Long> byNaranjoClass = new EnumMap<>(NaranjoClass.class);
    for (AssessedCases each : cases.assessed()) {
      byCategory.merge(each.category(), each.reports(), Long::sum);
      byNaranjoClass.merge(each.naranjo(), each.reports(), Long::sum);
    }
    return new CausalityMeasures(0.93, byCategory, byNaranjoClass);
  }

  /** The alert. */
  public Alert build() {
    ScoredSignal signal =
        new ScoredSignal(
            pair.drug(),
            pair.event(),
            table,
            table == null ? null : (Double) table.expected(),
            measures,
            rules,
            stratified,
            temporal,
            causality(),
            standing,
            0.91,
            0.9375,
            0.5,
            new Components(
                0.99,
                0.8,
                0.99,
                0.4,
                new Interactions(0.15, 0.15, 0.1, 0.2),
                0,
                0.9,
                0.2,
                0,
                0.5,
                1,
                0,
                0.5),
            0.82,
            heldBack == null ? to : AlertLevel.CRITICAL,
            to,
            heldBack,
            cases,
            "prior-1",
            "config-1",
            AS_OF,
            NOW);
    return new Alert(
        Alert.id(pair, sequence),
        pair.drug(),
        pair.event(),
        sequence,
        from,
        to,
        reason,
        signal,
        AS_OF,
        NOW,
        null);
  }
}
