package io.tocsin.reasoning.limits;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;

/**
 * What was taken in the last 61 slots of time, by rank. A window of 60 slots' length touches 61 of
 * them wherever it begins, so no rolling window ever holds more than the limit. Redis does the same
 * in {@code limits.lua}. Not thread-safe.
 *
 * <p>Of a limit, a fifth is kept for CRITICAL calls and a tenth for LOW ones, rounded down, so that
 * neither starves; all the rest is for whoever comes first. An empty window takes a demand of any
 * rank up to the limit.
 */
final class Window {
  /** A second, the slot of a window of a minute, in milliseconds. */
  static final long SECOND = 1_000;

  /** A minute, the slot of a window of an hour, in milliseconds. */
  static final long MINUTE = 60 * SECOND;

  /** How many slots count at any moment. */
  static final int SLOTS = 61;

  private static final int CRITICAL_DIVISOR = 5;
  private static final int LOW_DIVISOR = 10;

  private final long width;
  private final long[] slots = new long[SLOTS];
  private final long[] critical = new long[SLOTS];
  private final long[] low = new long[SLOTS];
  private final long[] other = new long[SLOTS];

  /**
   * @param width of a slot, in milliseconds
   */
  Window(long width) {
    this.width = width;
  }

  /** Adds to what was taken at a time, unless that has left the window. */
  void add(long at, Rank rank, long amount) {
    long slot = slot(at);
    int place = Math.floorMod(slot, SLOTS);
    if (slot < slots[place]) {
      return;
    }
    if (slot > slots[place]) {
      slots[place] = slot;
      critical[place] = 0;
      low[place] = 0;
      other[place] = 0;
    }
    taken(rank)[place] += amount;
  }

  /** What of that which was taken until now is still in the window at a time. */
  long used(long at) {
    long sum = 0;
    for (Rank rank : Rank.values()) {
      sum += used(at, rank);
    }
    return sum;
  }

  /** What is in the window, by its least age in milliseconds, without ranks. */
  SortedMap<Long, Long> byAge(long at) {
    SortedMap<Long, Long> amounts = new TreeMap<>();
    for (int place = 0; place < SLOTS; place++) {
      long amount = critical[place] + low[place] + other[place];
      if (slots[place] > slot(at) - SLOTS && amount > 0) {
        amounts.merge(Math.max(0, at - (slots[place] + 1) * width), amount, Long::sum);
      }
    }
    return amounts;
  }

  /**
   * How long an amount has to wait if nothing else comes, in milliseconds.
   *
   * @param limit at a time
   * @return 0 when it fits now; the length of the window when it will not fit
   */
  long wait(long at, Rank rank, long amount, LongUnaryOperator limit) {
    if (fits(at, rank, amount, limit)) {
      return 0;
    }
    for (long slot = slot(at) + 1; slot <= slot(at) + 2 * SLOTS; slot++) {
      if (fits(slot * width, rank, amount, limit)) {
        return slot * width - at;
      }
    }
    return SLOTS * width;
  }

  private boolean fits(long at, Rank rank, long amount, LongUnaryOperator limits) {
    long limit = limits.applyAsLong(at);
    long used = used(at);
    long kept =
        kept(at, rank, Rank.CRITICAL, limit / CRITICAL_DIVISOR)
            + kept(at, rank, Rank.LOW, limit / LOW_DIVISOR);
    return used + amount <= limit - kept || (used == 0 && amount <= limit);
  }

  /** What others have to leave of a rank's share. */
  private long kept(long at, Rank asking, Rank owner, long share) {
    return asking == owner ? 0 : Math.max(0, share - used(at, owner));
  }

  private long used(long at, Rank rank) {
    long[] taken = taken(rank);
    long left = slot(at) - SLOTS;
    long sum = 0;
    for (int place = 0; place < SLOTS; place++) {
      if (slots[place] > left) {
        sum += taken[place];
      }
    }
    return sum;
  }

  private long[] taken(Rank rank) {
    return switch (rank) {
      case CRITICAL -> critical;
      case LOW -> low;
      case OTHER -> other;
    };
  }

  private long slot(long at) {
    return Math.floorDiv(at, width);
  }
}
