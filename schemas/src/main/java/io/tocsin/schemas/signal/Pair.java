package io.tocsin.schemas.signal;

import io.tocsin.schemas.report.Names;

/**
 * One drug and one event (preferred term), both normalised: the unit of counting, scoring and
 * alerting.
 */
public record Pair(String drug, String event) {
  private static final char SEPARATOR = '|';

  /** Normalises names as reported. */
  public static Pair of(String drug, String event) {
    return new Pair(Names.normalize(drug), Names.normalize(event));
  }

  /**
   * The pair as a record key: {@code drug|event}. A bar or backslash inside a name is escaped with
   * a backslash, so that two pairs never share a key.
   */
  public String key() {
    return escape(drug) + SEPARATOR + escape(event);
  }

  private static String escape(String name) {
    return name.indexOf(SEPARATOR) < 0 && name.indexOf('\\') < 0
        ? name
        : name.replace("\\", "\\\\").replace("|", "\\|");
  }
}
