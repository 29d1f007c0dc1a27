package io.tocsin.topology.scoring;

/** What is left of the time that a round may take. */
final class RoundTime {
  private final long begun;
  private final long nanos;

  /** Begins now. */
  RoundTime(long nanos) {
    this.begun = System.nanoTime();
    this.nanos = nanos;
  }

  /** Whether less than a part of the time has passed, of 1. */
  boolean isWithin(double part) {
    return passed() < part * nanos;
  }

  /** The part of the time that has passed, 1 at its end. */
  double part() {
    return (double) passed() / nanos;
  }

  private long passed() {
    return System.nanoTime() - begun;
  }
}
