package io.tocsin.ingest.vaers;

/**
 * The number of a report. It identifies the report whether or not it is padded with zeros, so the
 * three files are joined on its value; the report itself keeps the text of its DATA row.
 */
final class VaersId {
  /** What {@link #parse} returns for a text that is no report number. */
  static final int NONE = -1;

  private static final int MOST_DIGITS = 8;

  private VaersId() {}

  /** The value of 1 to 8 decimal digits, or {@link #NONE}. */
  static int parse(String text) {
    if (text.isEmpty() || text.length() > MOST_DIGITS) {
      return NONE;
    }
    int value = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return NONE;
      }
      value = value * 10 + digit;
    }
    return value;
  }
}
