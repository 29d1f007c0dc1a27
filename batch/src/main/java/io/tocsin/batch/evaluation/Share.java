package io.tocsin.batch.evaluation;

import org.jspecify.annotations.Nullable;

/**
 * A share with its 95 % interval, that of Wilson (1927).
 *
 * @param value absent, as are its bounds, when it is a share of nothing
 */
public record Share(
    long hits, long of, @Nullable Double value, @Nullable Double lower, @Nullable Double upper) {

  /** So many of so many. */
  static Share of(long hits, long of) {
    if (of == 0) {
      return new Share(hits, of, null, null, null);
    }
    double square = Normal.Z_975 * Normal.Z_975;
    double share = (double) hits / of;
    double centre = (share + square / (2 * of)) / (1 + square / of);
    double half =
        Normal.Z_975
            * Math.sqrt(share * (1 - share) / of + square / (4.0 * of * of))
            / (1 + square / of);
    return new Share(
        hits,
        of,
        share,
        hits == 0 ? 0 : Math.max(0, centre - half),
        hits == of ? 1 : Math.min(1, centre + half));
  }
}
