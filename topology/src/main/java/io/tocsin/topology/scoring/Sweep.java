package io.tocsin.topology.scoring;

import io.tocsin.topology.counting.CountTables;
import io.tocsin.topology.counting.PairCounts;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the pairs of a counting partition in turn, to find those whose score no longer is what
 * their numbers give. A pass in which nothing moved, no pair was put off and every difference
 * counted leaves nothing stale.
 */
final class Sweep {
  private final CountTables tables;
  private final Judge judge;
  private int cursor;
  private @Nullable Basis begun;
  private long movesAtBegin;
  private boolean putOff;
  private boolean passed;
  private @Nullable Basis clean;

  /** What is found of a pair that is looked at. */
  enum Finding {
    CURRENT,
    STALE,
    /** It cannot be judged or scored now. */
    PUT_OFF
  }

  /** Judges pairs. */
  @FunctionalInterface
  interface Judge {
    Finding judge(PairCounts pair, Basis basis);
  }

  Sweep(CountTables tables, Judge judge) {
    this.tables = tables;
    this.judge = judge;
  }

  /** Whether no score is stale. */
  boolean isClean(Basis basis) {
    return basis.equals(clean);
  }

  /** Whether every pair has been looked at since the start. */
  boolean hasPassed() {
    return passed;
  }

  /** Whether the last look ended a pass. */
  boolean isBetweenPasses() {
    return begun == null;
  }

  /**
   * The next stale pair; none when so many looks find none, or when the pass ends before.
   *
   * @param looks 1 or more
   */
  @Nullable PairCounts next(Basis basis, int looks) {
    for (int i = 0; i < looks; i++) {
      if (begun == null) {
        begin(basis);
      }
      if (cursor >= tables.size()) {
        end(basis);
        return null;
      }
      PairCounts pair = tables.at(cursor);
      cursor++;
      switch (judge.judge(pair, basis)) {
        case CURRENT -> {}
        case PUT_OFF -> putOff = true;
        case STALE -> {
          return pair;
        }
      }
    }
    return null;
  }

  private void begin(Basis basis) {
    begun = basis;
    cursor = 0;
    movesAtBegin = tables.moves();
    putOff = false;
  }

  private void end(Basis basis) {
    boolean still = basis.equals(begun) && movesAtBegin == tables.moves() && !putOff;
    clean = still && basis.exact() ? basis : null;
    begun = null;
    passed = true;
  }
}
