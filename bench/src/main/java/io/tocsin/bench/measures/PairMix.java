package io.tocsin.bench.measures;

import io.tocsin.schemas.signal.ContingencyTable;
import io.tocsin.scoring.Prior;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Pairs as a real database has them, drawn from a law with a fixed seed: nearly two of three have
 * one report, few have more than ten, and the expected count of a pair grows with its count while
 * it varies over orders of magnitude. The law follows the marginal figures of a food-supplement
 * database of 3,356 reports.
 */
final class PairMix {
  /** Of the size that a fit to such data gives. */
  static final Prior PRIOR = new Prior("benchmark", 3.254, 0.3999, 2.026, 1.908, 0.06535);

  private static final long SEED = 1999;
  private static final int PAIRS = 1 << 14;
  private static final long REPORTS = 3356;
  private static final long MOST_REPORTS = 60;
  private static final double TAIL = 1.48;

  private PairMix() {}

  /** The tables, always the same. */
  static List<ContingencyTable> tables() {
    Random random = new Random(SEED);
    return Stream.generate(() -> table(random)).limit(PAIRS).toList();
  }

  private static ContingencyTable table(Random random) {
    double share = 1 - random.nextDouble();
    long pair = Math.min(MOST_REPORTS, (long) Math.pow(share, -1 / TAIL));
    double logCount = Math.log((double) pair);
    double spread = 1.5 - 0.25 * logCount;
    double expected = Math.exp(-2.1 + logCount + spread * random.nextGaussian());
    long drug = Math.max(pair, Math.round(Math.exp(2.6 + random.nextGaussian())));
    drug = Math.min(drug, REPORTS / 4);
    long event = Math.clamp(Math.round(expected * REPORTS / drug), pair, REPORTS / 4);
    return ContingencyTable.ofMargins(pair, drug, event, REPORTS);
  }
}
