package io.tocsin.schemas.deadletter;

import java.util.Locale;

/**
 * Why a record was refused: a closed list, stable on the wire as {@link #code()}.
 *
 * <p>The first cause met while reading decides.
 */
public enum ErrorCode {
  /** The record has no value. */
  EMPTY_VALUE,
  /** The record has no key. */
  MISSING_KEY,
  /** The key is not the report id (or the pair) inside. */
  KEY_MISMATCH,
  /** The value, a text or a list is over its bound. */
  TOO_LARGE,
  /** The bytes are not UTF-8. */
  INVALID_ENCODING,
  /** The value is not JSON. */
  MALFORMED_JSON,
  /** JSON ends, but the value goes on. */
  TRAILING_DATA,
  /** The value nests deeper than any report. */
  TOO_DEEP,
  /** The value is JSON, but not an object. */
  NOT_AN_OBJECT,
  /** A field stands twice. */
  DUPLICATE_FIELD,
  /** A required field is absent or null. */
  MISSING_FIELD,
  /** A field has another type than the contract says. */
  WRONG_TYPE,
  /** A number is NaN or infinite. */
  NOT_A_NUMBER,
  /** A number is outside its range. */
  OUT_OF_RANGE,
  /** A text that must say something is empty. */
  EMPTY_TEXT,
  /** The status is neither active nor nullified. */
  UNKNOWN_STATUS,
  /** An enumerated field has a value that is not in its list. */
  UNKNOWN_VALUE,
  /** A date is not a calendar date in the form YYYY-MM-DD. */
  INVALID_DATE,
  /** A date lies after tomorrow. */
  FUTURE_DATE,
  /** The report names no drug. */
  NO_DRUGS,
  /** The report names no reaction. */
  NO_REACTIONS,
  /** A drug, a reaction or another member of a set stands twice. */
  DUPLICATE_ENTRY,
  /** Reading failed for a cause that no other code names. */
  SCHEMA_VIOLATION,
  /** The record keeps its contract, but working on it failed. */
  PROCESSING_FAILED;

  /** The code on the wire and in metrics: lower case with hyphens, such as {@code key-mismatch}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
