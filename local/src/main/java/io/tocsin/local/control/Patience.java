package io.tocsin.local.control;

import java.time.Duration;
import picocli.CommandLine.Option;

/** How long to wait for a scorer. */
final class Patience {
  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description = "How long to wait for a scorer's answer. Default: ${DEFAULT-VALUE}.")
  private long seconds;

  Patience() {}

  Duration duration() {
    return Duration.ofSeconds(seconds);
  }
}
