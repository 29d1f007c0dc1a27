package io.tocsin.reasoning.limits;

import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/** The share of the limits that is let through now; looks at the load once a second at most. */
final class AdaptiveShare implements DoubleSupplier {
  private static final long LOOK_EVERY = 1_000;

  private final DoubleSupplier load;
  private final LongSupplier millis;
  private AdaptiveRules rules = AdaptiveRules.START;
  private long lookedAt;

  /**
   * @param load in [0, 1]
   */
  AdaptiveShare(DoubleSupplier load, LongSupplier millis) {
    this.load = load;
    this.millis = millis;
  }

  @Override
  public synchronized double getAsDouble() {
    long now = millis.getAsLong();
    if (now - lookedAt >= LOOK_EVERY) {
      lookedAt = now;
      rules = rules.next(load.getAsDouble(), now);
    }
    return rules.share();
  }
}
