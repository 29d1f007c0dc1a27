package io.tocsin.schemas.alert;

import io.tocsin.schemas.digest.Sha256;
import io.tocsin.schemas.signal.AlertLevel;
import io.tocsin.schemas.signal.Pair;
import io.tocsin.schemas.signal.ScoredSignal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One change of a pair's alert level. Published once, on the topic of the higher of its two levels,
 * under the pair's key.
 *
 * @param alertId {@link #id} of pair and sequence: the same transition always has the same id
 * @param sequence 1 for the pair's first alert, then counting up without gaps
 * @param firstSeen as-of date of the pair's first alert
 * @param raisedAt wall-clock time of this alert
 * @param traceId of the report or observation that led here, when tracing is on
 */
public record Alert(
    String alertId,
    String drug,
    String event,
    long sequence,
    AlertLevel fromLevel,
    AlertLevel toLevel,
    AlertReason reason,
    ScoredSignal signal,
    LocalDate firstSeen,
    Instant raisedAt,
    @Nullable String traceId) {

  /** The pair whose level changed. */
  public Pair pair() {
    return new Pair(drug, event);
  }

  /** The level whose topic carries this alert: the higher of the two. */
  public AlertLevel topicLevel() {
    return toLevel.above(fromLevel) ? toLevel : fromLevel;
  }

  /** SHA-256, in hexadecimal, over the pair's key, a zero byte and the sequence in decimal. */
  public static String id(Pair pair, long sequence) {
    return Sha256.hex(pair.key(), Long.toString(sequence));
  }
}
