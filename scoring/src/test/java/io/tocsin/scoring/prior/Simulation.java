package io.tocsin.scoring.prior;

import io.tocsin.scoring.Prior;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.stream.LongStream;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;

/**
 * A database of which the truth is known: drugs and events with margins of every size, and each
 * combination's reports drawn from the Poisson distribution around its expected count times a true
 * reporting ratio.
 */
final class Simulation {
  static final long REPORTS = 100_000;

  private final RandomGenerator random;
  private final List<Long> counts = new ArrayList<>();
  private final List<Double> expected = new ArrayList<>();
  final PairHistogram pairs = new PairHistogram();
  final MarginHistogram drugs = new MarginHistogram();
  final MarginHistogram events = new MarginHistogram();

  private Simulation(long seed) {
    this.random = new Well19937c(seed);
  }

  /** Reporting ratios drawn from a prior. */
  static Simulation drawnFrom(Prior truth, int drugs, int events, long seed) {
    Simulation simulation = new Simulation(seed);
    GammaDistribution first =
        new GammaDistribution(simulation.random, truth.alpha1(), 1 / truth.beta1());
    GammaDistribution second =
        new GammaDistribution(simulation.random, truth.alpha2(), 1 / truth.beta2());
    simulation.run(
        drugs,
        events,
        () -> simulation.random.nextDouble() < truth.p() ? first.sample() : second.sample());
    return simulation;
  }

  /** Reporting ratios whose logarithm is normal with mean 0; all are 1 where {@code sigma} is 0. */
  static Simulation logNormal(double sigma, int drugs, int events, long seed) {
    Simulation simulation = new Simulation(seed);
    simulation.run(drugs, events, () -> Math.exp(sigma * simulation.random.nextGaussian()));
    return simulation;
  }

  private void run(int drugCount, int eventCount, DoubleSupplier ratio) {
    long[] drugMargins = margins(drugCount);
    long[] eventMargins = margins(eventCount);
    for (long drug : drugMargins) {
      drugs.add(drug, 1);
    }
    for (long event : eventMargins) {
      events.add(event, 1);
    }
    for (long drug : drugMargins) {
      for (long event : eventMargins) {
        observe((double) drug * event / REPORTS, ratio.getAsDouble());
      }
    }
  }

  /** From 10 to 10 000 reports, evenly on the logarithmic axis. */
  private long[] margins(int size) {
    return LongStream.generate(() -> Math.round(Math.pow(10, 1 + 3 * random.nextDouble())))
        .limit(size)
        .toArray();
  }

  private void observe(double mean, double ratio) {
    double rate = mean * ratio;
    long n = rate > 0 ? new PoissonDistribution(random, rate, 1e-12, 1000).sample() : 0;
    counts.add(n);
    expected.add(mean);
    if (n > 0) {
      pairs.add(n, mean, 1);
    }
  }

  /** Every combination of a drug and an event, as it is. */
  FitData everyCombination() {
    return FitData.of(
        counts.stream().mapToLong(Long::longValue).toArray(),
        expected.stream().mapToDouble(Double::doubleValue).toArray());
  }

  ZeroCells zeroCells() {
    return ZeroCells.of(drugs, events, REPORTS, pairs);
  }

  /** What a live fitter has: the histogram of the pairs, and the zero cells from the margins. */
  FitData squashed() {
    return FitData.of(pairs, zeroCells());
  }
}
