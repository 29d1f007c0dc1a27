package io.tocsin.ingest;

/** What a reader put right or left out while it kept the report. */
public enum Remark {
  /** The same drug stood twice in a report; the first stays. */
  MERGED_DRUG("repeated drug merged"),
  /** The same reaction stood twice in a report; the first stays. */
  MERGED_REACTION("repeated reaction merged"),
  /** A row of drugs named none. */
  NAMELESS_DRUG("drug row without a name"),
  /** A row of drugs belongs to no report that was kept. */
  DRUGS_WITHOUT_REPORT("drugs of no kept report"),
  /** Reactions belong to no report that was kept. */
  REACTIONS_WITHOUT_REPORT("reactions of no kept report"),
  /** A row of drugs or reactions does not fit its header or has no usable number. */
  BROKEN_ROW("unusable drug or reaction row"),
  /** A date other than the receipt date could not be read. */
  UNREADABLE_DATE("unreadable date left out"),
  /** A date lies after the report's receipt. */
  DATE_AFTER_RECEIPT("date after receipt left out"),
  /** An age is not a number from 0 to 130 years. */
  IMPLAUSIBLE_AGE("implausible age left out"),
  /** A narrative was cut at the bound of the contract. */
  SHORTENED_NARRATIVE("narrative shortened");

  private final String words;

  Remark(String words) {
    this.words = words;
  }

  /** The remark in words, for people. */
  public String words() {
    return words;
  }
}
