package io.tocsin.scoring.prior;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.schemas.model.FitMethod;
import io.tocsin.scoring.Prior;
import java.util.List;
import org.apache.commons.math3.special.Gamma;
import org.assertj.core.data.Offset;
import org.hipparchus.linear.RealVector;
import org.junit.jupiter.api.Test;

class LikelihoodTest {
  private static final List<Prior> PRIORS =
      List.of(
          Prior.DUMOUCHEL_1999,
          new Prior("strong", 24.3, 2.34, 3.51, 2.91, 0.03),
          new Prior("thin", 0.002, 0.03, 1.2, 8, 0.9));

  private static final FitData DATA =
      FitData.of(
          new long[] {3, 0, 1, 1, 0, 2, 40, 3, 1_000},
          new double[] {0.4, 1e-5, 1e-7, 2.5, 30, 0.02, 8, 3.3, 700},
          new long[] {2, 900, 60, 30, 2, 7, 1, 5, 1});

  @Test
  void eachPointAddsTheLogarithmOfItsProbabilityByASecondMethod() {
    for (Prior prior : PRIORS) {
      double all = 0;
      double reported = 0;
      for (int i = 0; i < DATA.points(); i++) {
        long n = DATA.count(i);
        double one = density(n, DATA.expected(i), prior.alpha1(), prior.beta1());
        double two = density(n, DATA.expected(i), prior.alpha2(), prior.beta2());
        all += DATA.weight(i) * Math.log(prior.p() * one + (1 - prior.p()) * two);
        if (n > 0) {
          double given1 = one / some(DATA.expected(i), prior.alpha1(), prior.beta1());
          double given2 = two / some(DATA.expected(i), prior.alpha2(), prior.beta2());
          reported += DATA.weight(i) * Math.log(prior.p() * given1 + (1 - prior.p()) * given2);
        }
      }
      assertThat(PriorFitter.logLikelihood(prior, DATA, FitMethod.ZERO_INCLUDING))
          .isCloseTo(all, Offset.offset(1e-9 * Math.abs(all)));
      assertThat(PriorFitter.logLikelihood(prior, DATA, FitMethod.TRUNCATED))
          .isCloseTo(reported, Offset.offset(1e-9 * Math.abs(reported)));
    }
  }

  @Test
  void theDerivativesAreThoseOfFiniteDifferences() {
    for (Prior prior : PRIORS) {
      for (Likelihood likelihood :
          List.of(Likelihood.truncated(DATA), Likelihood.zeroIncluding(DATA))) {
        RealVector axes = Theta.of(prior).axes();
        Newton.Evaluation here = likelihood.at(axes);
        for (int i = 0; i < Theta.PARAMETERS; i++) {
          Newton.Evaluation above = likelihood.at(moved(axes, i, 1e-5));
          Newton.Evaluation below = likelihood.at(moved(axes, i, -1e-5));
          double slope = (above.value() - below.value()) / 2e-5;
          assertThat(here.gradient().getEntry(i))
              .as("%s by axis %d", prior, i)
              .isCloseTo(slope, Offset.offset(1e-5 * Math.max(1, Math.abs(slope))));
          RealVector bend = above.gradient().subtract(below.gradient()).mapDivide(2e-5);
          for (int j = 0; j < Theta.PARAMETERS; j++) {
            assertThat(here.hessian().getEntry(i, j))
                .as("%s by axes %d and %d", prior, i, j)
                .isCloseTo(bend.getEntry(j), Offset.offset(1e-5 * Math.max(1, Math.abs(slope))));
          }
        }
      }
    }
  }

  @Test
  void theDensityKeepsItsDigitsForAMillionReportsAndForNextToNothingExpected() {
    Prior one = new Prior("one", 0.7, 1.3, 0.7, 1.3, 0.5);
    for (double expected : new double[] {1e-12, 1e-3, 900_000, 1e6}) {
      FitData single = FitData.of(new long[] {1_000_000}, new double[] {expected}, new long[] {1});
      double product = -0.7 * Math.log1p(expected / 1.3);
      for (int i = 1_000_000; i > 0; i--) {
        product += Math.log1p((0.7 - 1) / i) - Math.log1p(1.3 / expected);
      }
      assertThat(PriorFitter.logLikelihood(one, single, FitMethod.LAST_GOOD))
          .as("E = %s: unconditional, less the probability of a report", expected)
          .isCloseTo(
              product - Math.log(some(expected, 0.7, 1.3)),
              Offset.offset(1e-9 * Math.max(1, Math.abs(product))));
    }
  }

  private static double density(long n, double expected, double alpha, double beta) {
    return Math.exp(
        Gamma.logGamma(alpha + n)
            - Gamma.logGamma(alpha)
            - Gamma.logGamma(n + 1.0)
            + alpha * Math.log(beta / (beta + expected))
            + n * Math.log(expected / (beta + expected)));
  }

  private static double some(double expected, double alpha, double beta) {
    return -Math.expm1(-alpha * Math.log1p(expected / beta));
  }

  private static RealVector moved(RealVector axes, int axis, double by) {
    RealVector next = axes.copy();
    next.addToEntry(axis, by);
    return next;
  }
}
