package io.tocsin.reasoning.rules;

import io.tocsin.schemas.json.Constants;
import io.tocsin.schemas.report.ReportSource;
import io.tocsin.schemas.signal.CausalityCategory;
import io.tocsin.schemas.signal.NaranjoClass;

/** Ids of the facts that the rules know; stable, because audits and prompts refer to them. */
final class FactIds {
  static final String REASON = "alert.reason";
  static final String FROM_LEVEL = "alert.from_level";
  static final String TO_LEVEL = "alert.to_level";
  static final String SEQUENCE = "alert.sequence";
  static final String FIRST_SEEN = "alert.first_seen";

  static final String BOTH = "table.n11";
  static final String DRUG_ONLY = "table.n10";
  static final String EVENT_ONLY = "table.n01";
  static final String NEITHER = "table.n00";
  static final String DRUG_TOTAL = "table.drug";
  static final String EVENT_TOTAL = "table.event";
  static final String TOTAL = "table.total";
  static final String EXPECTED = "table.expected";

  static final String PRR = "measures.prr";
  static final String ROR = "measures.ror";
  static final String IC = "measures.ic";
  static final String EBGM = "measures.ebgm";
  static final String CHI_SQUARED = "measures.chi_squared";
  static final String FISHER_P = "measures.fisher_p";
  static final String ONLY_WITH_DRUG = "measures.only_with_drug";
  static final String DEGENERATE = "measures.degenerate";

  static final String SERIOUS = "cases.serious";
  static final String DEATHS = "cases.deaths";
  static final String LIFE_THREATENING = "cases.life_threatening";
  static final String HOSPITALIZATIONS = "cases.hospitalizations";
  static final String DISABILITIES = "cases.disabilities";
  static final String CONGENITAL_ANOMALIES = "cases.congenital_anomalies";
  static final String FIRST_RECEIPT = "cases.first_receipt";
  static final String LAST_RECEIPT = "cases.last_receipt";

  static final String WEEKLY = "weekly.series";
  static final String RECENT = "weekly.recent";
  static final String RECENT_WEEKS = "weekly.recent_weeks";
  static final String EARLIER = "weekly.earlier";
  static final String EARLIER_WEEKS = "weekly.earlier_weeks";

  static final String SPIKE_WEEK = "temporal.spike.week";
  static final String SPIKE_REPORTS = "temporal.spike.reports";
  static final String SPIKE_BASELINE = "temporal.spike.baseline";
  static final String SPIKE_Z = "temporal.spike.z";
  static final String SPIKE_P = "temporal.spike.p";
  static final String CHANGE_WEEK = "temporal.change.week";
  static final String CHANGE_BEFORE = "temporal.change.before";
  static final String CHANGE_AFTER = "temporal.change.after";
  static final String CHANGE_P = "temporal.change.p";
  static final String TREND = "temporal.trend";
  static final String TREND_GROWTH = "temporal.trend.growth";
  static final String TREND_GROWTH_P = "temporal.trend.growth_p";
  static final String TREND_MANN_KENDALL_P = "temporal.trend.mann_kendall_p";
  static final String TREND_DOUBLING_MONTHS = "temporal.trend.doubling_months";
  static final String NOVELTY = "temporal.novelty";
  static final String EMERGING = "temporal.emerging";
  static final String TEMPORAL_SCORE = "temporal.score";

  static final String ONSET_DAY_1 = "onset.day_0_1";
  static final String ONSET_DAY_7 = "onset.day_2_7";
  static final String ONSET_DAY_30 = "onset.day_8_30";
  static final String ONSET_DAY_90 = "onset.day_31_90";
  static final String ONSET_LATER = "onset.later";
  static final String ONSET_KNOWN = "onset.known";
  static final String ONSET_MONTH = "onset.within_30_days";

  static final String ASSESSED = "clinical.assessed";
  static final String UNLIKELY = "clinical.unlikely";
  static final String DECHALLENGED = "clinical.dechallenged";
  static final String RECHALLENGED = "clinical.rechallenged";
  static final String SOLE_SUSPECT = "clinical.sole_suspect";
  static final String CAUSALITY_SCORE = "clinical.score";

  static final String STRATIFIED_EXPECTED = "stratified.expected";
  static final String STRATIFIED_IC = "stratified.ic";
  static final String STRATIFIED_EBGM = "stratified.ebgm";

  static final String SIGNIFICANT = "standing.significant";
  static final String PERCENTILE = "standing.percentile";
  static final String RANK = "standing.rank";
  static final String RANKED_PAIRS = "standing.pairs";

  static final String LABEL_DOCUMENT = "label.document";
  static final String LABEL_VERSION = "label.version";
  static final String LABEL_REVISED = "label.revised";
  static final String LABEL_REACTIONS = "label.reactions";
  static final String LABEL_LISTED = "label.lists_event";

  static final String FUSION = "score.fusion";
  static final String LAYER_0 = "score.layer0";
  static final String LAYER_1 = "score.layer1";
  static final String LAYER_2 = "score.layer2";
  static final String FUSION_LEVEL = "score.fusion_level";
  static final String HELD_BACK = "score.held_back";
  static final String PRIOR_VERSION = "score.prior_version";
  static final String CONFIG_VERSION = "score.config_version";
  static final String AS_OF = "score.as_of";

  private FactIds() {}

  static String lower(String measure) {
    return measure + ".lower";
  }

  static String upper(String measure) {
    return measure + ".upper";
  }

  static String rule(String name) {
    return "rule." + name;
  }

  static String source(ReportSource source) {
    return "cases.source." + Constants.wireName(source);
  }

  static String category(CausalityCategory category) {
    return "clinical.who_umc." + Constants.wireName(category);
  }

  static String naranjo(NaranjoClass naranjo) {
    return "clinical.naranjo." + Constants.wireName(naranjo);
  }

  static String subgroup(String dimension, String group) {
    return "stratified." + dimension + "." + group;
  }
}
