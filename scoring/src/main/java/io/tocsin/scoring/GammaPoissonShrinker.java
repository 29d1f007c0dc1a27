package io.tocsin.scoring;

import io.tocsin.schemas.signal.Estimate;
import io.tocsin.scoring.gamma.Gamma;
import io.tocsin.scoring.gamma.UnitGamma;

/**
 * The multi-item gamma–Poisson shrinker of DuMouchel (1999) for one prior θ: the posterior of a
 * pair's reporting ratio λ, given its count n and its expected count E, is a mixture of Gamma(α₁ +
 * n, rate β₁ + E) and Gamma(α₂ + n, rate β₂ + E). Whether θ was fitted to all counts or to those
 * above 0 only (a truncated likelihood) does not change the posterior.
 *
 * <p>Immutable; what depends on θ and n alone is tabulated for the counts that nearly all pairs
 * have.
 */
public final class GammaPoissonShrinker {
  private static final int TABULATED = 512;
  private static final double LOWER = 0.05;
  private static final double UPPER = 0.95;

  private final Prior prior;
  private final Posterior[] byCount;

  /** The shrinker of a prior. */
  public GammaPoissonShrinker(Prior prior) {
    this.prior = prior;
    this.byCount = new Posterior[TABULATED];
    for (int n = 0; n < TABULATED; n++) {
      byCount[n] = new Posterior(n, prior);
    }
  }

  /** EBGM with EB05 and EB95; {@code n ≥ 0}, {@code expected ≥ 0}. Finite for every count. */
  public Estimate shrink(long n, double expected) {
    MutableEstimate ebgm = new MutableEstimate();
    shrink(n, expected, ebgm);
    return ebgm.toEstimate();
  }

  void shrink(long n, double expected, MutableEstimate into) {
    Posterior posterior = posterior(n);
    double weight = weight(posterior, n, expected);
    double rate1 = prior.beta1() + expected;
    double rate2 = prior.beta2() + expected;
    double logMean =
        weight * (posterior.digamma1 - Math.log(rate1))
            + (1 - weight) * (posterior.digamma2 - Math.log(rate2));
    into.set(
        Math.exp(logMean),
        posterior.lowerTail.quantile(weight, rate1, rate2),
        posterior.upperTail.quantile(weight, rate1, rate2));
  }

  /** The posterior probability Qn that λ is drawn from the first component. */
  public double weight(long n, double expected) {
    return weight(posterior(n), n, expected);
  }

  private Posterior posterior(long n) {
    return n < TABULATED ? byCount[(int) n] : new Posterior(n, prior);
  }

  /** By Bayes' rule from the two negative binomial probabilities of n. */
  private double weight(Posterior posterior, long n, double expected) {
    double rate1 = prior.beta1() + expected;
    double rate2 = prior.beta2() + expected;
    double logOdds =
        posterior.logOdds
            + n * Math.log(rate2 / rate1)
            + prior.alpha1() * Math.log(prior.beta1() / rate1)
            - prior.alpha2() * Math.log(prior.beta2() / rate2);
    return 1 / (1 + Math.exp(-logOdds));
  }

  /** All that depends on the count and the prior alone. */
  private static final class Posterior {
    final double logOdds;
    final double digamma1;
    final double digamma2;
    final PosteriorTail lowerTail;
    final PosteriorTail upperTail;

    Posterior(long n, Prior prior) {
      double shape1 = prior.alpha1() + n;
      double shape2 = prior.alpha2() + n;
      UnitGamma first = new UnitGamma(shape1);
      UnitGamma second = new UnitGamma(shape2);
      this.logOdds =
          Math.log(prior.p() / (1 - prior.p()))
              + (Gamma.log(shape1) - Gamma.log(prior.alpha1()))
              - (Gamma.log(shape2) - Gamma.log(prior.alpha2()));
      this.digamma1 = Gamma.digamma(shape1);
      this.digamma2 = Gamma.digamma(shape2);
      this.lowerTail = new PosteriorTail(first, second, LOWER);
      this.upperTail = new PosteriorTail(first, second, UPPER);
    }
  }
}
