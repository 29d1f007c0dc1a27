package io.tocsin.reasoning.consumer;

import io.tocsin.schemas.signal.AlertLevel;
import java.util.NavigableSet;
import org.jspecify.annotations.Nullable;

/**
 * Which level's alert is taken up next: the highest that waits, but every tenth time the lowest, so
 * that none starves; and a fifth of the workers is kept for CRITICAL. Not thread-safe.
 */
final class LevelShares {
  private static final int FLOOR_EVERY = 10;
  private static final int RESERVED_DIVISOR = 5;

  private final int workers;
  private final int reserved;
  private long started;

  LevelShares(int workers) {
    this.workers = workers;
    this.reserved = workers / RESERVED_DIVISOR;
  }

  /**
   * The level to take up next, counted as taken.
   *
   * @param waiting levels that have an alert which could start
   * @param inFlight how many workers are busy
   * @return absent when nothing may start now
   */
  @Nullable AlertLevel next(NavigableSet<AlertLevel> waiting, int inFlight) {
    if (waiting.isEmpty() || inFlight >= workers) {
      return null;
    }
    if (inFlight >= workers - reserved && waiting.last() != AlertLevel.CRITICAL) {
      return null;
    }
    boolean lowestIsDue = (started + 1) % FLOOR_EVERY == 0 && inFlight < workers - reserved;
    started++;
    return lowestIsDue ? waiting.first() : waiting.last();
  }
}
