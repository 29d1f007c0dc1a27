package io.tocsin.bench.reasoning;

import java.util.Arrays;

/** Durations, sorted; asked for their percentiles in milliseconds. */
final class Percentiles {
  private static final double NANOS_PER_MS = 1e6;

  private final long[] nanos;
  private int count;

  Percentiles(int capacity) {
    nanos = new long[capacity];
  }

  void add(long duration) {
    nanos[count++] = duration;
  }

  /** Milliseconds that so many percent do not exceed. */
  double at(double percent) {
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    int index = (int) Math.ceil(percent / 100 * count) - 1;
    return sorted[Math.max(0, index)] / NANOS_PER_MS;
  }

  @Override
  public String toString() {
    return "%.3f / %.3f / %.3f ms".formatted(at(50), at(99), at(100));
  }
}
