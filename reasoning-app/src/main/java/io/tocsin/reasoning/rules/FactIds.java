package io.tocsin.reasoning.rules;

import io.tocsin.schemas.report.ReportSource;
import java.util.Locale;

/** Ids of the facts an alert brings; stable, because audits and prompts refer to them. */
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
    return "cases.source." + source.name().toLowerCase(Locale.ROOT);
  }
}
