package io.tocsin.reasoning.cache;

/**
 * A question at the time when it is asked; see {@link AnswerCache#key}.
 *
 * @param question what is asked
 * @param generation which invalidations were known then
 */
public record CacheKey(AnswerKey question, String generation) {

  /**
   * Text of its own for this question in this generation; also the key for {@link SingleFlight}, so
   * that nobody who asks after an invalidation is given what was asked before it.
   */
  public String id() {
    return question.hash() + ":" + generation;
  }
}
