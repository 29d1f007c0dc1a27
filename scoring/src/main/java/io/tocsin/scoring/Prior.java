package io.tocsin.scoring;

import io.tocsin.scoring.check.Check;

/**
 * The prior θ of the gamma–Poisson shrinker: reporting ratios are drawn from Gamma(alpha1, rate
 * beta1) with probability {@code p} and from Gamma(alpha2, rate beta2) otherwise (DuMouchel 1999).
 *
 * @param version names this θ in every score computed with it
 * @param alpha1 shape of the first component, above 0
 * @param beta1 rate of the first component, above 0
 * @param alpha2 shape of the second component, above 0
 * @param beta2 rate of the second component, above 0
 * @param p weight of the first component, in [0, 1]
 */
public record Prior(
    String version, double alpha1, double beta1, double alpha2, double beta2, double p) {

  /** Where DuMouchel (1999) starts his fit: the prior until one has been fitted to the data. */
  public static final Prior DUMOUCHEL_1999 = new Prior("dumouchel-1999", 0.2, 0.1, 2, 4, 1.0 / 3);

  /** Refuses what is no prior. */
  public Prior {
    Check.notBlank("the version of the prior", version);
    Check.positive("alpha1 of the prior", alpha1);
    Check.positive("beta1 of the prior", beta1);
    Check.positive("alpha2 of the prior", alpha2);
    Check.positive("beta2 of the prior", beta2);
    Check.unit("p of the prior", p);
  }
}
