package io.tocsin.topology.metrics;

import io.tocsin.topology.urgency.Urgency;
import java.util.Map;

/**
 * How far a counting partition is behind.
 *
 * @param waiting pairs that wait to be scored, by urgency
 * @param longestWait of a pair that waits, in ms; 0 when none does
 * @param delay from a report's coming in to its being counted, in ms, as of the last reports
 */
public record ScoringBacklog(Map<Urgency, Integer> waiting, long longestWait, long delay) {
  /** Nothing waits, and nothing comes in. */
  public static final ScoringBacklog NONE = new ScoringBacklog(Map.of(), 0, 0);

  /** Keeps a copy. */
  public ScoringBacklog {
    waiting = Map.copyOf(waiting);
  }

  /** Pairs that wait to be scored. */
  public int pairs() {
    return waiting.values().stream().mapToInt(Integer::intValue).sum();
  }
}
