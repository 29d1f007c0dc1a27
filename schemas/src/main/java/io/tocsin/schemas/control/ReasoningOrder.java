package io.tocsin.schemas.control;

import io.tocsin.schemas.json.Constants;
import org.jspecify.annotations.Nullable;

/**
 * What every instance of the reasoning app is to do, as published to {@code reasoning.control}:
 * make answers unusable that were kept before.
 *
 * @param invalidate which ones
 * @param tenant whose answers, for {@link Scope#TENANT}
 * @param drug about which drug, for {@link Scope#PAIR}
 * @param event and which event, for {@link Scope#PAIR}
 * @param prompt to which version of the prompt, for {@link Scope#PROMPT}
 */
public record ReasoningOrder(
    Scope invalidate,
    @Nullable String tenant,
    @Nullable String drug,
    @Nullable String event,
    @Nullable String prompt) {

  /** Which answers. */
  public enum Scope {
    /** All of them. */
    ALL,
    /** Those of a tenant. */
    TENANT,
    /** Those about a drug and an event. */
    PAIR,
    /** Those to a version of the prompt. */
    PROMPT
  }

  /** Refuses an order that does not say what its scope needs, and nothing else. */
  public ReasoningOrder {
    requireOnly(invalidate, Scope.TENANT, "tenant", tenant);
    requireOnly(invalidate, Scope.PAIR, "drug", drug);
    requireOnly(invalidate, Scope.PAIR, "event", event);
    requireOnly(invalidate, Scope.PROMPT, "prompt", prompt);
  }

  private static void requireOnly(Scope scope, Scope needing, String name, @Nullable String value) {
    if (scope == needing && (value == null || value.isBlank())) {
      throw new IllegalArgumentException(
          "an order for %s needs %s".formatted(Constants.wireName(scope), name));
    }
    if (scope != needing && value != null) {
      throw new IllegalArgumentException(
          "an order for %s has no %s".formatted(Constants.wireName(scope), name));
    }
  }
}
