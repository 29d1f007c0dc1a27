package io.tocsin.reasoning.cache;

import io.tocsin.schemas.control.ReasoningOrder;
import io.tocsin.schemas.signal.Pair;
import java.util.Objects;

/** Which cached answers are no longer to be used. */
public sealed interface Invalidation {
  /** What an order asks for. */
  static Invalidation of(ReasoningOrder order) {
    return switch (order.invalidate()) {
      case ALL -> new All();
      case TENANT -> new OfTenant(Objects.requireNonNull(order.tenant()));
      case PAIR ->
          new OfPair(
              Pair.of(Objects.requireNonNull(order.drug()), Objects.requireNonNull(order.event())));
      case PROMPT -> new OfPrompt(Objects.requireNonNull(order.prompt()));
    };
  }

  /** All of them. */
  record All() implements Invalidation {}

  /** Those of a tenant. */
  record OfTenant(String tenant) implements Invalidation {}

  /** Those about a drug and an event. */
  record OfPair(Pair pair) implements Invalidation {}

  /** Those to a version of the prompt. */
  record OfPrompt(String version) implements Invalidation {}
}
