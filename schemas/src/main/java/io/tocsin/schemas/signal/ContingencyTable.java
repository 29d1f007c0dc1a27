package io.tocsin.schemas.signal;

/**
 * The 2×2 table of a pair, in reports (never rows).
 *
 * @param n11 reports that name both ({@code a})
 * @param n10 drug without the event ({@code b})
 * @param n01 event without the drug ({@code c})
 * @param n00 neither ({@code d})
 */
public record ContingencyTable(long n11, long n10, long n01, long n00) {

  /** Refuses negative cells. */
  public ContingencyTable {
    if (n11 < 0 || n10 < 0 || n01 < 0 || n00 < 0) {
      throw new IllegalArgumentException(
          "a cell of the contingency table is negative: n11=%d n10=%d n01=%d n00=%d"
              .formatted(n11, n10, n01, n00));
    }
  }

  /** The table that a pair's count and its margins make. */
  public static ContingencyTable ofMargins(long pair, long drug, long event, long total) {
    return new ContingencyTable(pair, drug - pair, event - pair, total - drug - event + pair);
  }

  /** Reports that name the drug: {@code nDrug = a + b}. */
  public long drugMargin() {
    return n11 + n10;
  }

  /** Reports that name the event: {@code nEvent = a + c}. */
  public long eventMargin() {
    return n11 + n01;
  }

  /** All reports: {@code N}. */
  public long total() {
    return n11 + n10 + n01 + n00;
  }

  /**
   * Expected count under independence: {@code E = nDrug · nEvent / N}; 0 when there is no report.
   */
  public double expected() {
    long total = total();
    return total == 0 ? 0 : (double) drugMargin() * eventMargin() / total;
  }
}
