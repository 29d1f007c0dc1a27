package io.tocsin.reasoning.limits;

import java.time.Duration;

/**
 * Which share of the limits is let through under a load: 75 % above a load of 0.75, 50 % above 0.9.
 * It falls at once, and rises one step at a time, when the load has been a tenth below the step's
 * threshold for half a minute.
 *
 * @param step that is in force
 * @param calmSince when the load was last too high for the next step up, in milliseconds
 */
record AdaptiveRules(Step step, long calmSince) {
  private static final double MARGIN = 0.1;
  private static final long DWELL = Duration.ofSeconds(30).toMillis();

  /** Everything is let through, until the load says otherwise. */
  static final AdaptiveRules START = new AdaptiveRules(Step.ALL, 0);

  /** What is in force after a measurement. */
  AdaptiveRules next(double load, long now) {
    Step demanded = Step.under(load);
    if (demanded.compareTo(step) > 0) {
      return new AdaptiveRules(demanded, now);
    }
    if (step == Step.ALL || load >= step.above - MARGIN) {
      return new AdaptiveRules(step, now);
    }
    return now - calmSince >= DWELL ? new AdaptiveRules(step.up(), now) : this;
  }

  /** In (0, 1]. */
  double share() {
    return step.share;
  }

  /** Shares by the load above which they hold, gentlest first. */
  enum Step {
    ALL(0, 1),
    THREE_QUARTERS(0.75, 0.75),
    HALF(0.9, 0.5);

    private final double above;
    private final double share;

    Step(double above, double share) {
      this.above = above;
      this.share = share;
    }

    private static Step under(double load) {
      return load > HALF.above ? HALF : load > THREE_QUARTERS.above ? THREE_QUARTERS : ALL;
    }

    private Step up() {
      return this == HALF ? THREE_QUARTERS : ALL;
    }
  }
}
