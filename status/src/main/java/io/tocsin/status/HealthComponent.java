package io.tocsin.status;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One part of a running program and how well it is.
 *
 * @param name in lower case with hyphens, unique in the program
 * @param details what an operator wants to know next, as JSON-ready values in the order to show
 *     them; no secrets and nothing about patients
 */
public record HealthComponent(String name, HealthState state, Map<String, Object> details) {
  /** Keeps the order of the details. */
  public HealthComponent {
    details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
  }
}
