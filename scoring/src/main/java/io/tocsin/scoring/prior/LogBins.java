package io.tocsin.scoring.prior;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Weights by whole number and by logarithmic bin of a positive value, with the mean logarithm of
 * the values in each bin.
 *
 * <p>A logarithm is held in 2^20ths of a bin, as a whole number, so that sums are exact: what was
 * added can be taken away without a trace, and the order of additions and merges does not matter.
 */
final class LogBins {
  /** The width of a bin of 1 %, in natural logarithms. */
  static final double ONE_PERCENT = Math.log1p(0.01);

  private static final int FRACTION_BITS = 20;
  private static final long FRACTION = (1L << FRACTION_BITS) - 1;
  private static final int BIN_BITS = 24;
  private static final long MIDDLE_BIN = 1L << (BIN_BITS - 1);
  private static final long BIN = (1L << BIN_BITS) - 1;

  /** The largest whole number that a bin can be keyed by. */
  static final long MAX_NUMBER = (1L << (62 - BIN_BITS)) - 1;

  private final double width;
  private final Map<Long, Bin> bins = new HashMap<>();

  LogBins(double width) {
    this.width = width;
  }

  /** One bin, as {@link #forEach} shows it. */
  interface Visitor {
    void bin(long number, long position, double value, long weight);
  }

  private static final class Bin {
    long weight;
    long fractions;
  }

  void add(long number, double value, long weight) {
    long position = position(value);
    long bin = position >> FRACTION_BITS;
    addToBin(number << BIN_BITS | (bin + MIDDLE_BIN), weight, weight * (position & FRACTION));
  }

  void merge(LogBins other) {
    other.bins.forEach((key, bin) -> addToBin(key, bin.weight, bin.fractions));
  }

  private void addToBin(Long key, long weight, long fractions) {
    Bin bin = bins.computeIfAbsent(key, _ -> new Bin());
    bin.weight += weight;
    bin.fractions += fractions;
    if (bin.weight == 0 && bin.fractions == 0) {
      bins.remove(key);
    }
  }

  /** Bins with a weight above 0, in ascending order of number and value. */
  void forEach(Visitor visitor) {
    long[] keys = bins.keySet().stream().mapToLong(Long::longValue).toArray();
    Arrays.sort(keys);
    for (long key : keys) {
      Bin bin = bins.get(key);
      if (bin != null && bin.weight > 0) {
        long start = ((key & BIN) - MIDDLE_BIN) << FRACTION_BITS;
        long position = start + Math.round((double) bin.fractions / bin.weight);
        visitor.bin(key >> BIN_BITS, position, value(position), bin.weight);
      }
    }
  }

  int size() {
    return (int) bins.values().stream().filter(bin -> bin.weight > 0).count();
  }

  /** Where a value lies on the logarithmic axis. */
  long position(double value) {
    return Math.round(Math.log(value) / width * (1L << FRACTION_BITS));
  }

  double value(long position) {
    return Math.exp((double) position / (1L << FRACTION_BITS) * width);
  }

  static int binOf(long position) {
    return (int) (position >> FRACTION_BITS);
  }

  static long fractionOf(long position) {
    return position & FRACTION;
  }

  /** A fraction outside the bin is taken for the nearer edge. */
  static long positionOf(int bin, double fraction) {
    return ((long) bin << FRACTION_BITS) + Math.round(Math.clamp(fraction, 0, FRACTION));
  }
}
