package io.tocsin.scoring;

import io.tocsin.scoring.sequential.MaxSprt;

/**
 * The measures of one pair as plain numbers, to be computed again and again without taking memory.
 * What is undefined is NaN, what is infinite infinite, as zero cells make it. Not thread-safe.
 *
 * @see io.tocsin.schemas.signal.Measures
 */
public final class PairFigures {
  private final GammaPoissonShrinker shrinker;
  private final MutableEstimate prr = new MutableEstimate();
  private final MutableEstimate ror = new MutableEstimate();
  private final MutableEstimate ic = new MutableEstimate();
  private final MutableEstimate ebgm = new MutableEstimate();
  private double expected;
  private double chiSquared = Double.NaN;
  private double logLikelihoodRatio = Double.NaN;
  private double poissonP = Double.NaN;

  /** The figures of no pair yet. */
  public PairFigures(GammaPoissonShrinker shrinker) {
    this.shrinker = shrinker;
  }

  /**
   * Computes the figures of a pair against its crude expected count.
   *
   * @param pair reports of the pair
   * @param drug reports of the drug, not fewer
   * @param event reports of the event, not fewer
   * @param total all reports
   */
  public void compute(long pair, long drug, long event, long total) {
    compute(pair, drug, event, total, total == 0 ? 0 : (double) drug * event / total);
  }

  /** Computes the figures of a pair; those that use an expected count against the one given. */
  public void compute(long pair, long drug, long event, long total, double expectedCount) {
    expected = expectedCount;
    Disproportionality.prr(pair, drug, event, total, prr);
    Disproportionality.ror(pair, drug, event, total, ror);
    chiSquared = Disproportionality.chiSquared(pair, drug, event, total);
    InformationComponent.of(pair, expected, ic);
    shrinker.shrink(pair, expected, ebgm);
    logLikelihoodRatio = expected > 0 ? MaxSprt.logLikelihoodRatio(pair, expected) : Double.NaN;
    poissonP = expected > 0 ? PoissonTail.upper(pair, expected) : Double.NaN;
  }

  /** The expected count that IC, EBGM, the likelihood ratio and the Poisson p are against. */
  public double expected() {
    return expected;
  }

  /** Proportional reporting ratio, 95 % confidence interval. */
  public MutableEstimate prr() {
    return prr;
  }

  /** Reporting odds ratio, 95 % confidence interval. */
  public MutableEstimate ror() {
    return ror;
  }

  /** Information component: IC, IC025, IC975. */
  public MutableEstimate ic() {
    return ic;
  }

  /** Empirical Bayes geometric mean: EBGM, EB05, EB95. */
  public MutableEstimate ebgm() {
    return ebgm;
  }

  /** χ² with Yates' correction; NaN when a margin is empty. */
  public double chiSquared() {
    return chiSquared;
  }

  /** n·ln(n/E) − (n − E) for n above E, else 0; NaN when E is 0. */
  public double logLikelihoodRatio() {
    return logLikelihoodRatio;
  }

  /** Probability of as many reports or more when E are expected; NaN when E is 0. */
  public double poissonP() {
    return poissonP;
  }
}
