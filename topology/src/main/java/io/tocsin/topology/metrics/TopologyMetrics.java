package io.tocsin.topology.metrics;

import io.tocsin.schemas.alert.Alert;
import io.tocsin.schemas.deadletter.ErrorCode;
import io.tocsin.schemas.model.ModelParameters;
import io.tocsin.schemas.signal.AlertLevel;
import io.tocsin.schemas.signal.ScoredSignal;
import java.util.Map;

/**
 * Told of everything the graph decides. Called on stream threads, so implementations are fast and
 * thread-safe.
 *
 * <p>Of the reports read, {@code received = accepted + duplicate + superseded + retracted + dead
 * letters} holds at any quiet moment. Work that a transaction takes back and repeats is told twice.
 */
public interface TopologyMetrics {
  /** Listens to nothing. */
  TopologyMetrics NONE = new TopologyMetrics() {};

  /** A record of {@code adverse-event-reports} was read. */
  default void received() {}

  /** An initial report or a follow-up was counted. */
  default void accepted() {}

  /** The same version had been seen before. */
  default void duplicate() {}

  /** A newer version, or the nullification, had been seen before. */
  default void superseded() {}

  /** A nullification took a report back, or barred its versions from coming in. */
  default void retracted() {}

  /** A ready-made signal was read. */
  default void signalReceived() {}

  /** A ready-made signal was dropped as a repetition of one within the window. */
  default void signalDuplicate() {}

  /**
   * A record was refused.
   *
   * @param topic it was read from
   */
  default void deadLettered(String topic, ErrorCode code) {}

  /**
   * A pair was scored.
   *
   * @param method {@code reports} or {@code signals}: what the score rests on
   * @param nanos time the scoring took
   */
  default void scored(String method, ScoredSignal result, long nanos) {}

  /** A pair's level changed or was renewed. */
  default void alertRaised(Alert alert) {}

  /** How many pairs of a counting partition stand at each level above none. */
  default void activeDetections(int partition, Map<AlertLevel, Long> pairsByLevel) {}

  /**
   * A model was fitted and broadcast.
   *
   * @param nanos time the fit took
   */
  default void modelFitted(ModelParameters model, long nanos) {}

  /** A pair was scored anew because margins, model, configuration or the as-of date had moved. */
  default void rescored() {}

  /** How far a counting partition is behind, told after each round of scoring. */
  default void scoringBacklog(int partition, ScoringBacklog backlog) {}

  /**
   * Scoring or another step failed in a way that stops the stream.
   *
   * @param errorType simple class name of the cause
   */
  default void error(String errorType) {}
}
