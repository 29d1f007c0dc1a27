package io.tocsin.schemas.signal;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tocsin.schemas.json.JsonWriter;
import io.tocsin.schemas.report.ReportSource;
import io.tocsin.schemas.signal.CaseSummary.MonthCount;
import io.tocsin.schemas.signal.CaseSummary.WeekCount;
import io.tocsin.schemas.signal.StratifiedMeasures.Subgroup;
import io.tocsin.schemas.signal.TemporalMeasures.ChangePoint;
import io.tocsin.schemas.signal.TemporalMeasures.Spike;
import io.tocsin.schemas.signal.TemporalMeasures.Trend;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes scored signals: a scorer writes one for every score. Stateless but for the text of the
 * last instant, which many scores share.
 */
public final class ScoredSignalWriter implements JsonWriter<ScoredSignal> {
  private static final WireNames<AlertLevel> LEVELS = WireNames.of(AlertLevel.class);
  private static final WireNames<ReportSource> SOURCES = WireNames.of(ReportSource.class);
  private static final WireNames<CausalityCategory> CATEGORIES =
      WireNames.of(CausalityCategory.class);
  private static final WireNames<NaranjoClass> NARANJO_CLASSES = WireNames.of(NaranjoClass.class);
  private static final WireNames<Trend.Direction> DIRECTIONS = WireNames.of(Trend.Direction.class);

  private volatile Said lastInstant = new Said(Instant.EPOCH, Instant.EPOCH.toString());

  private record Said(Instant instant, String text) {}

  /** A writer for any thread. */
  public ScoredSignalWriter() {}

  @Override
  public void write(ScoredSignal signal, JsonGenerator out) throws IOException {
    SignalOutput to = new SignalOutput(out);
    out.writeStartObject();
    to.text(SignalField.DRUG, signal.drug());
    to.text(SignalField.EVENT, signal.event());
    table(SignalField.TABLE, signal.table(), to);
    to.number(SignalField.EXPECTED, signal.expected());
    measures(signal.measures(), to);
    rules(signal.rules(), to);
    stratified(signal.stratified(), to);
    temporal(signal.temporal(), to);
    causality(signal.causality(), to);
    standing(signal.standing(), to);
    to.number(SignalField.LAYER0, signal.layer0());
    to.number(SignalField.LAYER1, signal.layer1());
    to.number(SignalField.LAYER2, signal.layer2());
    components(signal.components(), to);
    to.number(SignalField.FUSION_SCORE, signal.fusionScore());
    to.constant(SignalField.FUSION_LEVEL, signal.fusionLevel(), LEVELS);
    to.constant(SignalField.ALERT_LEVEL, signal.alertLevel(), LEVELS);
    to.text(SignalField.HELD_BACK, signal.heldBack());
    cases(signal.cases(), to);
    to.text(SignalField.PRIOR_VERSION, signal.priorVersion());
    to.text(SignalField.CONFIG_VERSION, signal.configVersion());
    to.date(SignalField.AS_OF, signal.asOf());
    to.text(SignalField.SCORED_AT, text(signal.scoredAt()));
    out.writeEndObject();
  }

  private String text(Instant instant) {
    Said said = lastInstant;
    if (!said.instant.equals(instant)) {
      said = new Said(instant, instant.toString());
      lastInstant = said;
    }
    return said.text;
  }

  private static void table(SignalField field, @Nullable ContingencyTable table, SignalOutput to)
      throws IOException {
    if (table != null) {
      to.begin(field);
      to.number(SignalField.N11, table.n11());
      to.number(SignalField.N10, table.n10());
      to.number(SignalField.N01, table.n01());
      to.number(SignalField.N00, table.n00());
      to.end();
    }
  }

  private static void measures(@Nullable Measures measures, SignalOutput to) throws IOException {
    if (measures != null) {
      to.begin(SignalField.MEASURES);
      estimate(SignalField.PRR, measures.prr(), to);
      estimate(SignalField.ROR, measures.ror(), to);
      to.number(SignalField.CHI_SQUARED, measures.chiSquared());
      to.number(SignalField.FISHER_P, measures.fisherP());
      estimate(SignalField.IC, measures.ic(), to);
      estimate(SignalField.EBGM, measures.ebgm(), to);
      to.number(SignalField.LOG_LIKELIHOOD_RATIO, measures.logLikelihoodRatio());
      to.number(SignalField.POISSON_P, measures.poissonP());
      to.bool(SignalField.ONLY_WITH_DRUG, measures.onlyWithDrug());
      to.bool(SignalField.DEGENERATE, measures.degenerate());
      to.end();
    }
  }

  private static void estimate(SignalField field, Estimate estimate, SignalOutput to)
      throws IOException {
    to.begin(field);
    to.number(SignalField.VALUE, estimate.value());
    to.number(SignalField.LOWER, estimate.lower());
    to.number(SignalField.UPPER, estimate.upper());
    to.end();
  }

  private static void rules(List<RuleVerdict> rules, SignalOutput to) throws IOException {
    to.beginList(SignalField.RULES);
    for (RuleVerdict verdict : rules) {
      to.begin();
      to.text(SignalField.RULE, verdict.rule());
      to.bool(SignalField.MET, verdict.met());
      to.end();
    }
    to.endList();
  }

  private static void stratified(@Nullable StratifiedMeasures stratified, SignalOutput to)
      throws IOException {
    if (stratified != null) {
      to.begin(SignalField.STRATIFIED);
      to.number(SignalField.EXPECTED, stratified.expected());
      estimate(SignalField.IC, stratified.ic(), to);
      estimate(SignalField.EBGM, stratified.ebgm(), to);
      to.beginList(SignalField.SUBGROUPS);
      for (Subgroup subgroup : stratified.subgroups()) {
        to.begin();
        to.text(SignalField.DIMENSION, subgroup.dimension());
        to.text(SignalField.GROUP, subgroup.group());
        table(SignalField.TABLE, subgroup.table(), to);
        to.number(SignalField.EXPECTED, subgroup.expected());
        estimate(SignalField.ROR, subgroup.ror(), to);
        estimate(SignalField.IC, subgroup.ic(), to);
        to.end();
      }
      to.endList();
      to.end();
    }
  }

  private static void temporal(@Nullable TemporalMeasures temporal, SignalOutput to)
      throws IOException {
    if (temporal != null) {
      to.begin(SignalField.TEMPORAL);
      spike(temporal.spike(), to);
      changePoint(temporal.changePoint(), to);
      trend(temporal.trend(), to);
      to.number(SignalField.NOVELTY, temporal.novelty());
      to.bool(SignalField.EMERGING, temporal.emerging());
      to.number(SignalField.SCORE, temporal.score());
      to.end();
    }
  }

  private static void spike(@Nullable Spike spike, SignalOutput to) throws IOException {
    if (spike != null) {
      to.begin(SignalField.SPIKE);
      to.date(SignalField.WEEK, spike.week());
      to.number(SignalField.REPORTS, spike.reports());
      to.number(SignalField.BASELINE, spike.baseline());
      to.number(SignalField.Z, spike.z());
      to.number(SignalField.P, spike.p());
      to.end();
    }
  }

  private static void changePoint(@Nullable ChangePoint point, SignalOutput to) throws IOException {
    if (point != null) {
      to.begin(SignalField.CHANGE_POINT);
      to.date(SignalField.WEEK, point.week());
      to.number(SignalField.BEFORE, point.before());
      to.number(SignalField.AFTER, point.after());
      to.number(SignalField.P, point.p());
      to.end();
    }
  }

  private static void trend(@Nullable Trend trend, SignalOutput to) throws IOException {
    if (trend != null) {
      to.begin(SignalField.TREND);
      to.constant(SignalField.DIRECTION, trend.direction(), DIRECTIONS);
      to.number(SignalField.MONTHLY_GROWTH, trend.monthlyGrowth());
      to.number(SignalField.GROWTH_P, trend.growthP());
      to.number(SignalField.MANN_KENDALL_P, trend.mannKendallP());
      to.number(SignalField.DOUBLING_MONTHS, trend.doublingMonths());
      to.end();
    }
  }

  private static void causality(@Nullable CausalityMeasures causality, SignalOutput to)
      throws IOException {
    if (causality != null) {
      to.begin(SignalField.CAUSALITY);
      to.number(SignalField.SCORE, causality.score());
      counts(SignalField.BY_CATEGORY, causality.byCategory(), CATEGORIES, to);
      counts(SignalField.BY_NARANJO_CLASS, causality.byNaranjoClass(), NARANJO_CLASSES, to);
      to.end();
    }
  }

  private static <E extends Enum<E>> void counts(
      SignalField field, Map<E, Long> counts, WireNames<E> names, SignalOutput to)
      throws IOException {
    to.begin(field);
    for (Map.Entry<E, Long> each : counts.entrySet()) {
      to.number(names.of(each.getKey()), each.getValue());
    }
    to.end();
  }

  private static void standing(@Nullable Standing standing, SignalOutput to) throws IOException {
    if (standing != null) {
      to.begin(SignalField.STANDING);
      to.bool(SignalField.SIGNIFICANT, standing.significant());
      to.number(SignalField.PERCENTILE, standing.percentile());
      to.number(SignalField.RANK, standing.rank());
      to.number(SignalField.PAIRS, standing.pairs());
      to.end();
    }
  }

  private static void components(Components components, SignalOutput to) throws IOException {
    Components.Interactions interactions = components.interactions();
    to.begin(SignalField.COMPONENTS);
    to.number(SignalField.RARITY, components.rarity());
    to.number(SignalField.SERIOUSNESS, components.seriousness());
    to.number(SignalField.RECENCY, components.recency());
    to.number(SignalField.COUNT_NORMALIZED, components.countNormalized());
    to.begin(SignalField.INTERACTIONS);
    to.number(SignalField.RARE_SERIOUS, interactions.rareSerious());
    to.number(SignalField.RARE_RECENT, interactions.rareRecent());
    to.number(SignalField.SERIOUS_RECENT, interactions.seriousRecent());
    to.number(SignalField.ALL_THREE, interactions.allThree());
    to.end();
    to.number(SignalField.TUNNELING, components.tunneling());
    to.number(SignalField.BASE_SCORE, components.baseScore());
    to.number(SignalField.FREQUENCY, components.frequency());
    to.number(SignalField.SEVERITY, components.severity());
    to.number(SignalField.BURST, components.burst());
    to.number(SignalField.NOVELTY, components.novelty());
    to.number(SignalField.CONSENSUS, components.consensus());
    to.number(SignalField.MECHANISM, components.mechanism());
    to.end();
  }

  private static void cases(CaseSummary cases, SignalOutput to) throws IOException {
    to.begin(SignalField.CASES);
    to.number(SignalField.SERIOUS, cases.serious());
    to.number(SignalField.DEATHS, cases.deaths());
    to.number(SignalField.LIFE_THREATENING, cases.lifeThreatening());
    to.number(SignalField.HOSPITALIZATIONS, cases.hospitalizations());
    to.number(SignalField.DISABILITIES, cases.disabilities());
    to.number(SignalField.CONGENITAL_ANOMALIES, cases.congenitalAnomalies());
    to.date(SignalField.FIRST_RECEIPT, cases.firstReceipt());
    to.date(SignalField.LAST_RECEIPT, cases.lastReceipt());
    counts(SignalField.BY_SOURCE, cases.bySource(), SOURCES, to);
    to.beginList(SignalField.WEEKLY);
    for (WeekCount each : cases.weekly()) {
      to.begin();
      to.date(SignalField.WEEK, each.week());
      to.number(SignalField.REPORTS, each.reports());
      to.end();
    }
    to.endList();
    to.beginList(SignalField.MONTHLY);
    for (MonthCount each : cases.monthly()) {
      to.begin();
      to.date(SignalField.MONTH, each.month());
      to.number(SignalField.REPORTS, each.reports());
      to.end();
    }
    to.endList();
    onsetLatency(cases.onsetLatency(), to);
    assessed(cases.assessed(), to);
    to.end();
  }

  private static void onsetLatency(@Nullable OnsetLatency latency, SignalOutput to)
      throws IOException {
    if (latency != null) {
      to.begin(SignalField.ONSET_LATENCY);
      to.number(SignalField.WITHIN1_DAY, latency.within1Day());
      to.number(SignalField.WITHIN7_DAYS, latency.within7Days());
      to.number(SignalField.WITHIN30_DAYS, latency.within30Days());
      to.number(SignalField.WITHIN90_DAYS, latency.within90Days());
      to.number(SignalField.LATER, latency.later());
      to.end();
    }
  }

  private static void assessed(List<AssessedCases> assessed, SignalOutput to) throws IOException {
    to.beginList(SignalField.ASSESSED);
    for (AssessedCases cases : assessed) {
      to.begin();
      to.constant(SignalField.CATEGORY, cases.category(), CATEGORIES);
      to.constant(SignalField.NARANJO, cases.naranjo(), NARANJO_CLASSES);
      to.bool(SignalField.RECHALLENGED, cases.rechallenged());
      to.bool(SignalField.DECHALLENGED, cases.dechallenged());
      to.bool(SignalField.WITHOUT_ALTERNATIVE, cases.withoutAlternative());
      to.number(SignalField.REPORTS, cases.reports());
      to.end();
    }
    to.endList();
  }
}
