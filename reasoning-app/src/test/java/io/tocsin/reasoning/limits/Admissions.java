package io.tocsin.reasoning.limits;

import io.tocsin.schemas.signal.AlertLevel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Every call that was granted, by whichever instance, and when in truth. */
final class Admissions {
  private final List<Long> times = new ArrayList<>();
  private final Map<AlertLevel, Integer> byLevel = new EnumMap<>(AlertLevel.class);

  void add(long at, AlertLevel level) {
    times.add(at);
    byLevel.merge(level, 1, Integer::sum);
  }

  int count() {
    return times.size();
  }

  int count(AlertLevel level) {
    return byLevel.getOrDefault(level, 0);
  }

  /** The most calls in any rolling window of a length, both ends included. */
  int most(Duration window) {
    int most = 0;
    int first = 0;
    for (int last = 0; last < times.size(); last++) {
      while (times.get(last) - times.get(first) > window.toMillis()) {
        first++;
      }
      most = Math.max(most, last - first + 1);
    }
    return most;
  }

  @Override
  public String toString() {
    return "%d calls %s, at most %d in a rolling minute and %d in a rolling hour"
        .formatted(count(), byLevel, most(Duration.ofMinutes(1)), most(Duration.ofHours(1)));
  }
}
