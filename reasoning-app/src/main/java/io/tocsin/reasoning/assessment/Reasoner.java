package io.tocsin.reasoning.assessment;

/**
 * Turns an alert into a detection. Called from many threads at once, never twice at a time for one
 * pair; may block.
 */
@FunctionalInterface
public interface Reasoner {
  /**
   * Reasons about an alert; a runtime exception means that this alert cannot be assessed.
   *
   * @throws InterruptedException when the work is to be left to others
   */
  Reasoned reason(Question question) throws InterruptedException;
}
