package io.tocsin.ingest;

/** Why a reader left a whole report out. */
public enum SkipReason {
  /** The row has fewer or more fields than its header. */
  BROKEN_ROW("row does not fit its header"),
  /** The report's number is absent or not a number. */
  INVALID_ID("no usable report number"),
  /** A report of this number was read before. */
  REPEATED_ID("number already read"),
  /** The receipt date is absent or not a date. */
  INVALID_RECEIPT_DATE("no usable receipt date"),
  /** No drug is named. */
  NO_DRUGS("no drug named"),
  /** No reaction is named. */
  NO_REACTIONS("no reaction named"),
  /** More drugs than a report may have. */
  TOO_MANY_DRUGS("too many drugs"),
  /** More reactions than a report may have. */
  TOO_MANY_REACTIONS("too many reactions");

  private final String words;

  SkipReason(String words) {
    this.words = words;
  }

  /** The reason in words, for people. */
  public String words() {
    return words;
  }
}
