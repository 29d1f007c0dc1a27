package io.tocsin.reasoning.limits;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Money in whole millionths of a dollar, so that sums are exact. */
final class Micros {
  private static final int DIGITS = 6;

  private Micros() {}

  /** What is spent, rounded up. */
  static long spent(BigDecimal usd) {
    return whole(usd, RoundingMode.CEILING);
  }

  /** What may be spent, rounded down. */
  static long bound(BigDecimal usd) {
    return whole(usd, RoundingMode.FLOOR);
  }

  static BigDecimal usd(long micros) {
    return BigDecimal.valueOf(micros, DIGITS);
  }

  static @Nullable BigDecimal usdOrNone(@Nullable Long micros) {
    return micros == null ? null : usd(micros);
  }

  private static long whole(BigDecimal usd, RoundingMode rounding) {
    return usd.setScale(DIGITS, rounding).unscaledValue().longValueExact();
  }
}
