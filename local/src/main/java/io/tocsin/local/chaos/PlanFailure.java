package io.tocsin.local.chaos;

/** What a plan was to hold did not hold; the message says what. */
final class PlanFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  PlanFailure(String message) {
    super(message);
  }
}
