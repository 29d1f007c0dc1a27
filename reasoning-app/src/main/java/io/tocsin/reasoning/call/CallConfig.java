package io.tocsin.reasoning.call;

import java.time.Duration;

/**
 * How a provider is called.
 *
 * @param callTimeout after which one call is given up
 * @param deadline for one question with all its retries and waits
 * @param limitPatience how long a call waits for a limit before the rules answer instead
 * @param retries after a failed call that may succeed when tried again
 * @param backoffBase longest first wait; each further one may be twice as long
 * @param backoffMax longest of all
 * @param breakerFailures calls in a row that fail before no more are made
 * @param breakerOpen how long none are made then
 * @param breakerTrials calls that are then tried at a time
 */
public record CallConfig(
    Duration callTimeout,
    Duration deadline,
    Duration limitPatience,
    int retries,
    Duration backoffBase,
    Duration backoffMax,
    int breakerFailures,
    Duration breakerOpen,
    int breakerTrials) {
  /** As the design has it. */
  public static final CallConfig DEFAULTS =
      new CallConfig(
          Duration.ofSeconds(30),
          Duration.ofSeconds(45),
          Duration.ofSeconds(5),
          3,
          Duration.ofSeconds(1),
          Duration.ofSeconds(60),
          5,
          Duration.ofSeconds(30),
          2);
}
