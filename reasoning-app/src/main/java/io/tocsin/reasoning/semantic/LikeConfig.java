package io.tocsin.reasoning.semantic;

import java.time.Duration;

/**
 * Whether and how questions are answered by likeness.
 *
 * @param enabled off unless somebody knows why
 * @param shadowShare of the questions that could be answered so, the share for which the model is
 *     asked all the same, to measure how often its answer is another one; in [0, 1]
 * @param ttl how long an answer is kept, however often it is used; more than 0
 * @param maxPerPartition most answers among questions that differ in free text only; the oldest
 *     goes
 * @param maxAnswers most answers in all
 * @param maxEmbeddings most texts whose place is remembered
 */
public record LikeConfig(
    boolean enabled,
    double shadowShare,
    Duration ttl,
    int maxPerPartition,
    int maxAnswers,
    int maxEmbeddings) {
  /** Off; when switched on, one in twenty is checked. */
  public static final LikeConfig DEFAULTS =
      new LikeConfig(false, 0.05, Duration.ofHours(1), 32, 5_000, 20_000);

  /** Refuses a share out of [0, 1], and bounds that leave no room for one full partition. */
  public LikeConfig {
    if (!(shadowShare >= 0 && shadowShare <= 1)) {
      throw new IllegalArgumentException(
          "the share that is checked must be in [0, 1], and is " + shadowShare);
    }
    if (!ttl.isPositive()) {
      throw new IllegalArgumentException("answers must live longer than " + ttl);
    }
    if (maxPerPartition < 1 || maxAnswers < maxPerPartition || maxEmbeddings < 1) {
      throw new IllegalArgumentException(
          "bounds must be at least 1, and all answers no fewer than those of a partition");
    }
  }
}
