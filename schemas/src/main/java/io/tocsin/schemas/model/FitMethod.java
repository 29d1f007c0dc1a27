package io.tocsin.schemas.model;

/** How a prior was found. */
public enum FitMethod {
  /** It was not fitted. */
  GIVEN,
  /** Maximum likelihood over the pairs with a report, their counts truncated at 1. */
  TRUNCATED,
  /** Maximum likelihood over all combinations of a drug and an event, those never reported too. */
  ZERO_INCLUDING,
  /** No fit was plausible: the last good one. */
  LAST_GOOD
}
