package io.tocsin.scorer;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** How long each phase of a start took, from the start of the process. */
final class StartTimes {
  private final Map<String, Duration> phases = new LinkedHashMap<>();
  private final Instant begun = ProcessHandle.current().info().startInstant().orElse(Instant.now());
  private Instant last = begun;

  /** Ends a phase that began where the one before ended. */
  synchronized void ended(String phase) {
    Instant now = Instant.now();
    phases.put(phase, Duration.between(last, now));
    last = now;
  }

  /** All phases so far, in seconds. */
  @Override
  public synchronized String toString() {
    return phases.entrySet().stream()
        .map(phase -> phase.getKey() + " " + seconds(phase.getValue()))
        .collect(Collectors.joining(", ", seconds(Duration.between(begun, last)) + " s: ", ""));
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.2f", duration.toMillis() / 1e3);
  }
}
