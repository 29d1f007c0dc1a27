package io.tocsin.reasoning.semantic;

/** What is known of a question by its likeness to earlier ones. */
public sealed interface Likeness<A> {
  /**
   * Like a question that was answered; no need to ask again.
   *
   * @param cosine between the two free texts, in [{@link LikeAnswers#MIN_COSINE}, 1]
   */
  record Answered<A>(A answer, double cosine) implements Likeness<A> {}

  /** The model must be asked. */
  non-sealed interface Ask<A> extends Likeness<A> {
    /**
     * Keeps the answer for questions to come. Does nothing when it is not sound, or when the
     * question must not be answered by likeness.
     */
    void keep(A answer);
  }

  /** An answer is known, and this question was drawn to check it: the model must be asked. */
  interface Shadowed<A> extends Ask<A> {
    /** What would have been answered. */
    A answer();

    /** Tells, once, whether the model's own answer agrees with it. */
    void shadow(boolean agrees);
  }
}
