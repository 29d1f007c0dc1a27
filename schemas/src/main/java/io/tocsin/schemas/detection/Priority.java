package io.tocsin.schemas.detection;

/** How soon a person should look, from whenever to now; ordered. */
public enum Priority {
  LOW,
  MEDIUM,
  HIGH,
  URGENT
}
