package io.tocsin.reasoning;

import io.tocsin.reasoning.consumer.AlertConsumer;
import io.tocsin.reasoning.consumer.ConsumerStatus;
import io.tocsin.status.Health;
import io.tocsin.status.HealthComponent;
import io.tocsin.status.HealthState;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How the reasoning application is, by what its consumer last said of itself. */
final class ReasoningHealth implements Health {
  /** Longer than the longest wait for a transaction, after which the consumer ends by itself. */
  private static final Duration SILENCE = Duration.ofMinutes(2);

  private final AlertConsumer consumer;
  private final Composition composition;
  private final Clock clock;

  ReasoningHealth(AlertConsumer consumer, Composition composition, Clock clock) {
    this.consumer = consumer;
    this.composition = composition;
    this.clock = clock;
  }

  @Override
  public boolean live() {
    return !consumer.hasEnded() && !silence().minus(SILENCE).isPositive();
  }

  @Override
  public boolean ready() {
    return live() && consumer.status().joined();
  }

  @Override
  public List<HealthComponent> components() {
    ConsumerStatus status = consumer.status();
    return Stream.concat(
            Stream.of(consumer(status), detections(status)), composition.health().stream())
        .toList();
  }

  private HealthComponent consumer(ConsumerStatus status) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("partitions", status.partitions());
    details.put("lag", status.lag());
    details.put("waiting", status.waiting());
    details.put("deferred", status.deferred());
    details.put("in_flight", status.inFlight());
    details.put("silent_ms", silence().toMillis());
    HealthState running = status.joined() ? HealthState.UP : HealthState.DEGRADED;
    return new HealthComponent("consumer", live() ? running : HealthState.DOWN, details);
  }

  private static HealthComponent detections(ConsumerStatus status) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("unwritten", status.unwritten());
    String error = status.writeError();
    if (error != null) {
      details.put("write_error", error);
    }
    return new HealthComponent(
        "detections", error == null ? HealthState.UP : HealthState.DEGRADED, details);
  }

  private Duration silence() {
    return Duration.between(consumer.status().at(), clock.instant());
  }
}
