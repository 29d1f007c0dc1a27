package io.tocsin.scoring;

import io.tocsin.schemas.signal.ContingencyTable;
import io.tocsin.scoring.gamma.Gamma;

/**
 * Fisher's exact test of independence, two-sided: the probability, given the margins, of all tables
 * no more probable than the one observed.
 *
 * <p>Probabilities are computed in the saddle-point form of Loader (2000), which loses no digits
 * for totals in the millions and beyond, and summed outwards from where they begin to count.
 */
public final class FisherExact {
  /** Tables as probable as the observed one but for rounding count as equal. */
  private static final double TIE = 1e-7;

  private static final double NEGLIGIBLE = 1e-17;
  private static final long NONE = -1;

  private final double drug;
  private final double event;
  private final double total;
  private final long least;
  private final long greatest;
  private final double logBinomialOfEvent;

  private FisherExact(ContingencyTable table) {
    this.drug = table.drugMargin();
    this.event = table.eventMargin();
    this.total = table.total();
    this.least = Math.max(0, table.n11() - table.n00());
    this.greatest = Math.min(table.drugMargin(), table.eventMargin());
    this.logBinomialOfEvent = logBinomial(event, total);
  }

  /** The two-sided p, in [0, 1]; 1 when a margin is empty, 0 where it is below every double. */
  public static double twoSided(ContingencyTable table) {
    if (table.drugMargin() == 0 || table.drugMargin() == table.total()) {
      return 1;
    }
    if (table.eventMargin() == 0 || table.eventMargin() == table.total()) {
      return 1;
    }
    return new FisherExact(table).atMostAsProbableAs(table.n11());
  }

  private double atMostAsProbableAs(long observed) {
    long mode = mode();
    if (observed == mode) {
      return 1;
    }
    double logObserved = logProbability(observed);
    int away = observed > mode ? 1 : -1;
    double own = tail(observed, logObserved, away);
    long distance = opposite(mode, -away, logObserved + TIE);
    if (distance == NONE) {
      return Math.min(1, own);
    }
    long other = mode - away * distance;
    return Math.min(1, own + tail(other, logProbability(other), -away));
  }

  private long mode() {
    double mode = (drug + 1) * ((event + 1) / (total + 2));
    return Math.clamp((long) mode, least, greatest);
  }

  /**
   * The least distance from the mode at which a count is no more probable than the limit: found in
   * strides that double, then by halving.
   */
  private long opposite(long mode, int direction, double limit) {
    long furthest = direction > 0 ? greatest - mode : mode - least;
    long probable = -1;
    long distance = 0;
    long stride = 1;
    while (distance < furthest && logProbability(mode + direction * distance) > limit) {
      probable = distance;
      distance = Math.min(furthest, distance + stride);
      stride *= 2;
    }
    if (logProbability(mode + direction * distance) > limit) {
      return NONE;
    }
    while (distance - probable > 1) {
      long middle = probable + (distance - probable) / 2;
      if (logProbability(mode + direction * middle) > limit) {
        probable = middle;
      } else {
        distance = middle;
      }
    }
    return distance;
  }

  /** The probability of a count and of all beyond it, away from the mode. */
  private double tail(long from, double logProbability, int direction) {
    double sum = 1;
    double term = 1;
    for (long count = from; term > NEGLIGIBLE * sum; count += direction) {
      term *= direction > 0 ? ratioToNext(count) : 1 / ratioToNext(count - 1);
      sum += term;
    }
    return Math.exp(logProbability) * sum;
  }

  /** P(count + 1) / P(count). */
  private double ratioToNext(long observed) {
    double count = observed;
    return (drug - count) / (count + 1) * ((event - count) / (total - drug - event + count + 1));
  }

  /** The log of the hypergeometric probability, from three binomial ones. */
  private double logProbability(long observed) {
    double count = observed;
    return logBinomial(count, drug) + logBinomial(event - count, total - drug) - logBinomialOfEvent;
  }

  /** The log of the binomial probability with the event's share as its parameter. */
  private double logBinomial(double successes, double trials) {
    double failures = trials - successes;
    if (successes == 0) {
      return trials * logOf((total - event) / total, event / total);
    }
    if (failures == 0) {
      return trials * logOf(event / total, (total - event) / total);
    }
    return Gamma.stirlingError(trials)
        - Gamma.stirlingError(successes)
        - Gamma.stirlingError(failures)
        + successes * Gamma.logRatioMinus(trials * (event / total), successes)
        + failures * Gamma.logRatioMinus(trials * ((total - event) / total), failures)
        + 0.5 * Math.log(trials / (2 * Math.PI * successes * failures));
  }

  /** ln of a share, from its complement when that is the smaller of the two. */
  private static double logOf(double share, double complement) {
    return share < 0.5 ? Math.log(share) : Math.log1p(-complement);
  }
}
