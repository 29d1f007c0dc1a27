package io.tocsin.reasoning.cache;

import io.tocsin.schemas.signal.Pair;

/** Which cached answers are no longer to be used. */
public sealed interface Invalidation {
  /** All of them. */
  record All() implements Invalidation {}

  /** Those of a tenant. */
  record OfTenant(String tenant) implements Invalidation {}

  /** Those about a drug and an event. */
  record OfPair(Pair pair) implements Invalidation {}

  /** Those to a version of the prompt. */
  record OfPrompt(String version) implements Invalidation {}
}
