package io.tocsin.reasoning.assessment;

import java.time.Duration;

/**
 * When a model is asked again after rules had to answer.
 *
 * @param interval shortest wait before it is asked again
 * @param patience after which the rules' answer stands
 */
public record UpgradeConfig(Duration interval, Duration patience) {
  /** Half a minute, for a day. */
  public static final UpgradeConfig DEFAULTS =
      new UpgradeConfig(Duration.ofSeconds(30), Duration.ofDays(1));
}
