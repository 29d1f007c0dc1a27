package io.tocsin.batch.output;

import java.util.List;

/** Names of what a file says of a pair besides its measures, in the order of files. */
final class PairFields {
  static final String DRUG = "drug";
  static final String EVENT = "event";
  static final String N = "n";
  static final String N_DRUG = "n_drug";
  static final String N_EVENT = "n_event";
  static final String N_TOTAL = "n_total";
  static final String SIGNIFICANT = "significant";
  static final String ONLY_WITH_DRUG = "only_with_drug";
  static final String DEGENERATE = "degenerate";
  static final String RULES = "rules";
  static final String MASKER = "masker";

  /** Before the measures. */
  static final List<String> COUNTS = List.of(DRUG, EVENT, N, N_DRUG, N_EVENT, N_TOTAL);

  /** Behind the measures; then the masker, where it was looked for. */
  static final List<String> VERDICTS = List.of(SIGNIFICANT, ONLY_WITH_DRUG, DEGENERATE, RULES);

  /** Between the names of the rules that a pair meets. */
  static final String BETWEEN_RULES = ";";

  private PairFields() {}
}
