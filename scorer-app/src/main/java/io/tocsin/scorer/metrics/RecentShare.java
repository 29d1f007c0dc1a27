package io.tocsin.scorer.metrics;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * The share of records with some property among those of the last few minutes, kept in slices of a
 * minute. Thread-safe; a record at the turn of a minute may fall in either.
 */
public final class RecentShare {
  private static final long SLICE_MILLIS = Duration.ofMinutes(1).toMillis();
  private static final int SLICES = 5;

  private final InstantSource clock;
  private final AtomicReferenceArray<Slice> ring = new AtomicReferenceArray<>(SLICES);

  /** A share that counts from now on. */
  public RecentShare(InstantSource clock) {
    this.clock = clock;
    for (int i = 0; i < SLICES; i++) {
      ring.set(i, new Slice(Long.MIN_VALUE));
    }
  }

  /** A record was seen. */
  void seen() {
    current().seen.increment();
  }

  /** A record that was seen has the property. */
  void counted() {
    current().counted.increment();
  }

  /** The last five minutes, the current one included. */
  public Recent recent() {
    long oldest = slice() - SLICES + 1;
    long seen = 0;
    long counted = 0;
    for (int i = 0; i < SLICES; i++) {
      Slice slice = ring.get(i);
      if (slice.number >= oldest) {
        seen += slice.seen.sum();
        counted += slice.counted.sum();
      }
    }
    return new Recent(seen, counted);
  }

  private Slice current() {
    long number = slice();
    int place = (int) Math.floorMod(number, (long) SLICES);
    return ring.updateAndGet(place, held -> held.number == number ? held : new Slice(number));
  }

  private long slice() {
    return Math.floorDiv(clock.millis(), SLICE_MILLIS);
  }

  /**
   * Records of the last minutes.
   *
   * @param counted those with the property
   */
  public record Recent(long seen, long counted) {
    /** The share in [0, 1]; 0 of none. */
    public double share() {
      return seen == 0 ? 0 : Math.min(1, (double) counted / seen);
    }
  }

  private static final class Slice {
    private final long number;
    private final LongAdder seen = new LongAdder();
    private final LongAdder counted = new LongAdder();

    private Slice(long number) {
      this.number = number;
    }
  }
}
