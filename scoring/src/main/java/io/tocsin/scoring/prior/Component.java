package io.tocsin.scoring.prior;

import io.tocsin.scoring.gamma.Gamma;

/**
 * One component of the marginal distribution of n, negative binomial with shape α and mean E·α/β,
 * and its derivatives with respect to a = ln α and b = ln β. Holds one point at a time.
 */
final class Component {
  private final double alpha;
  private final double beta;
  private final double logBeta;
  private final double digamma;
  private final double trigamma;
  private long n;
  private double coefficient;
  private double digammaRise;
  private double trigammaRise;
  private double ownShare;
  private double otherShare;
  private double exponent;

  /** ln f, and its derivatives. */
  double log;

  double byA;
  double byB;
  double byAa;
  double byAb;
  double byBb;

  Component(double logAlpha, double logBeta) {
    this.alpha = Math.exp(logAlpha);
    this.beta = Math.exp(logBeta);
    this.logBeta = logBeta;
    this.digamma = Gamma.digamma(alpha);
    this.trigamma = Gamma.trigamma(alpha);
  }

  /** What depends on n but not on E, for the points to come. */
  void count(long newCount) {
    n = newCount;
    coefficient = Gamma.logCoefficient(alpha, n);
    digammaRise = n == 0 ? 0 : Gamma.digamma(alpha + n) - digamma;
    trigammaRise = n == 0 ? 0 : Gamma.trigamma(alpha + n) - trigamma;
  }

  /** ln f(n; E), with f(n) = Γ(α+n)/(Γ(α)·n!)·(β/(β+E))^α·(E/(β+E))^n. */
  void density(double expected, double logExpected) {
    double logOwn;
    double logOther;
    if (expected > beta) {
      logOther = Math.log1p(beta / expected);
      logOwn = logOther + logExpected - logBeta;
    } else {
      logOwn = Math.log1p(expected / beta);
      logOther = logOwn + logBeta - logExpected;
    }
    ownShare = beta / (beta + expected);
    otherShare = expected / (beta + expected);
    exponent = alpha * logOwn;
    log = coefficient - exponent - (n == 0 ? 0 : n * logOther);
    byA = alpha * (digammaRise - logOwn);
    byB = alpha * otherShare - n * ownShare;
    byAa = byA + alpha * alpha * trigammaRise;
    byAb = alpha * otherShare;
    byBb = -(alpha + n) * ownShare * otherShare;
  }

  /** Divides the density by 1 − f(0; E), the probability of at least one report. */
  void givenReported() {
    double minusNone = Math.expm1(-exponent);
    double slope = (1 + minusNone) / -minusNone;
    double bend = -slope * (1 + slope);
    double mixed = -alpha * otherShare;
    log -= Math.log(-minusNone);
    byA -= slope * exponent;
    byB -= slope * mixed;
    byAa -= slope * exponent + bend * exponent * exponent;
    byAb -= slope * mixed + bend * exponent * mixed;
    byBb -= slope * alpha * ownShare * otherShare + bend * mixed * mixed;
  }
}
