package io.tocsin.topology.scoring;

/**
 * How long a counting partition's round of scoring may take. It yields to counting: while reports
 * are counted late, the share of the time falls by a third each round, far behind at once to its
 * least; when they are in time, or none come, it grows steadily. Times are given, so that it
 * depends on no clock.
 */
final class Pace {
  /** So many times as late as "behind" is far behind. */
  private static final int FAR = 4;

  private static final double FALL = 0.7;
  private static final double RISE_PER_MILLI = 0.001;

  /** A round that comes late makes up for it, but takes no more than of this many intervals. */
  private static final int MADE_UP = 2;

  /**
   * When nothing was counted for so long, in ms, no more is behind. A moment without a report says
   * nothing: they come in clumps, one with each commit, and the later the busier the thread is.
   */
  private static final long QUIET = 2_000;

  private static final double NANOS_PER_MILLI = 1e6;

  private final ScoringSchedule schedule;
  private double share;
  private long delay;
  private boolean hasCounted;
  private boolean isAlone;
  private boolean hasBegun;
  private long lastCounted;
  private long lastRound;
  private long lastDelay;

  Pace(ScoringSchedule schedule) {
    this.schedule = schedule;
    this.share = schedule.share();
  }

  /** Reports were counted so many ms after the latest of them had come in. */
  void counted(long millis) {
    hasCounted = true;
    delay = Math.max(delay, millis);
    lastDelay = Math.max(0, millis);
  }

  /**
   * The time that the round may take which begins now, in ns.
   *
   * @param now in ms
   * @param partitions that the thread scores
   */
  long round(long now, int partitions) {
    long interval = schedule.interval().toMillis();
    adapt(now, interval);
    double due = share * Math.max(now - lastRound, interval);
    double longest = schedule.share() * MADE_UP * interval;
    lastRound = now;
    return (long) (Math.min(due, longest) * NANOS_PER_MILLI / partitions);
  }

  private void adapt(long now, long interval) {
    long behind = schedule.behind().toMillis();
    // After a start all that is kept waits to be scored: reports must get in first.
    if (hasCounted || !hasBegun) {
      hasBegun = true;
      lastCounted = now;
    }
    isAlone = Math.abs(now - lastCounted) > QUIET;
    if (delay > FAR * behind) {
      share = schedule.shareBehind();
    } else if (delay > behind) {
      share = Math.max(schedule.shareBehind(), share * FALL);
    } else if (hasCounted || isAlone) {
      share = Math.min(schedule.share(), share + RISE_PER_MILLI * interval);
    }
    hasCounted = false;
    delay = 0;
  }

  /** Whether no reports come in. */
  boolean isAlone() {
    return isAlone;
  }

  /** How long after they came in the last reports were counted, in ms. */
  long delay() {
    return lastDelay;
  }
}
