package io.tocsin.ingest;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a feed read, and what became of it. Every report read was either accepted or skipped for one
 * reason.
 *
 * @param source what was read, for people
 * @param read reports met
 * @param accepted reports the feed delivers
 * @param skipped reports left out, by reason; reasons that did not occur are absent
 * @param remarks what was put right in passing, by kind; kinds that did not occur are absent
 */
public record FeedSummary(
    String source,
    long read,
    long accepted,
    Map<SkipReason, Long> skipped,
    Map<Remark, Long> remarks) {

  /**
   * Keeps the counts as they are given.
   *
   * @throws IllegalArgumentException when {@code read} is not {@code accepted} plus all skipped
   */
  public FeedSummary {
    skipped = Map.copyOf(skipped);
    remarks = Map.copyOf(remarks);
    if (read != accepted + total(skipped)) {
      throw new IllegalArgumentException(
          "read " + read + " is not accepted " + accepted + " plus skipped " + total(skipped));
    }
  }

  /** Reports left out, for any reason. */
  public long skippedInAll() {
    return total(skipped);
  }

  /** The summary as one line. */
  public String line() {
    StringBuilder line = new StringBuilder(source);
    line.append(": ").append(read).append(" reports read, ").append(accepted).append(" accepted");
    if (!skipped.isEmpty()) {
      line.append(", ").append(skippedInAll()).append(" skipped (");
      line.append(listed(skipped, SkipReason::words)).append(')');
    }
    if (!remarks.isEmpty()) {
      line.append("; put right: ").append(listed(remarks, Remark::words));
    }
    return line.toString();
  }

  private static long total(Map<?, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  private static <K extends Enum<K>> String listed(Map<K, Long> counts, Function<K, String> words) {
    return counts.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(count -> words.apply(count.getKey()) + " " + count.getValue())
        .collect(Collectors.joining(", "));
  }
}
