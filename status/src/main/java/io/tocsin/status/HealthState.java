package io.tocsin.status;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** How well a component is, from well to not at all. */
public enum HealthState {
  /** Works as it should. */
  UP,
  /** Does its work, but slower, with less, or only for now. */
  DEGRADED,
  /** Does not do its work. */
  DOWN;

  /** The worst of several states; {@link #UP} of none. */
  public static HealthState worst(Collection<HealthState> states) {
    return states.stream().max(Comparator.naturalOrder()).orElse(UP);
  }

  /** The state on the wire: in lower case. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
