package io.tocsin.scoring;

import io.tocsin.scoring.check.Check;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * What a contingency table must show before its pair may ring: layers 1 and 2 alone would ring for
 * a single serious report.
 *
 * @param minReports least reports of the pair
 * @param ic025Above the lower 95 % bound of the IC must exceed this
 */
public record EvidenceGate(long minReports, double ic025Above) {

  /** Three reports, and more of them than chance explains. */
  public static final EvidenceGate DEFAULTS = new EvidenceGate(3, 0);

  /** Refuses a negative count or a bound that is no number. */
  public EvidenceGate {
    Check.atLeast("gate.minReports", minReports, 0);
    Check.finite("gate.ic025Above", ic025Above);
  }

  /** Whether a pair with so many reports, of which so many were expected, may ring. */
  public boolean admits(long reports, double expected) {
    return reports >= minReports && InformationComponent.lower(reports, expected) > ic025Above;
  }

  /** Why a pair may not ring, in one sentence; absent when it may. */
  @Nullable String objection(long reports, double ic025) {
    if (reports < minReports) {
      return reports + (reports == 1 ? " report" : " reports") + ", an alert needs " + minReports;
    }
    if (!(ic025 > ic025Above)) {
      return "IC025 is " + hundredths(ic025) + ", an alert needs more than " + shortest(ic025Above);
    }
    return null;
  }

  private static String hundredths(double value) {
    return BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP).toPlainString();
  }

  private static String shortest(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
