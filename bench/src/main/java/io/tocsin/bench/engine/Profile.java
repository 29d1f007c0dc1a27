package io.tocsin.bench.engine;

import java.util.Locale;
import java.util.Map;

/** Named sets of the scorer's settings that are measured; the documents quote them. */
enum Profile {
  /** As the scorer starts when nothing is set. */
  DEFAULT,

  /** Alerts as soon as can be, for fewer reports per second. */
  LOW_LATENCY,

  /** More reports per second, for later alerts. */
  THROUGHPUT;

  /** As the command line names it. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Environment variables of the scorer. */
  Map<String, String> settings() {
    return switch (this) {
      case DEFAULT -> Map.of();
      case LOW_LATENCY ->
          Map.of(
              "TOCSIN_SCORER_COMMIT_EARLY_MS", "5",
              "TOCSIN_COUNTING_MARGIN_INTERVAL_MS", "10",
              "TOCSIN_SCORING_INTERVAL_MS", "10",
              "TOCSIN_KAFKA_PRODUCER_LINGER_MS", "0",
              "TOCSIN_KAFKA_POLL_MS", "10");
      case THROUGHPUT -> Map.of("TOCSIN_SCORER_COMMIT_INTERVAL_MS", "1000");
    };
  }
}
