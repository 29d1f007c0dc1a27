package io.tocsin.reasoning.semantic;

import org.jspecify.annotations.Nullable;

/**
 * What likeness did since the start, on this instance.
 *
 * @param hits questions answered by likeness
 * @param misses questions without a like one whose answer could be used
 * @param refused those of them that an encoder alone would have answered: a word that may matter
 *     differed, or the answer did not hold by the new question's facts
 * @param excluded questions never answered so: critical, without free text, or not to be encoded
 * @param shadowed questions that would have been hits and were checked: the size of the sample
 * @param disagreed those of them to which the model gave another answer
 * @param answers kept now
 * @param embeddings what the encoder remembered
 */
public record LikeStats(
    long hits,
    long misses,
    long refused,
    long excluded,
    long shadowed,
    long disagreed,
    long answers,
    Embeddings.Stats embeddings) {

  /** Share of the checked ones that were wrong, in [0, 1]; absent when none was checked. */
  public @Nullable Double falseHitRate() {
    return shadowed == 0 ? null : (double) disagreed / shadowed;
  }
}
