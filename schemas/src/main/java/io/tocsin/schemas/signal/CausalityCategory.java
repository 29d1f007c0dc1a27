package io.tocsin.schemas.signal;

/** The categories of the WHO-UMC system for standardised case causality assessment. */
public enum CausalityCategory {
  CERTAIN,
  PROBABLE,
  POSSIBLE,
  UNLIKELY,
  /** Conditional, unclassified: more data are needed and expected. */
  CONDITIONAL,
  /** Unassessable, unclassifiable: case facts are there, but insufficient or contradictory. */
  UNASSESSABLE,
  /** No case facts were there to apply the system to; counts never stand in for them. */
  NOT_ASSESSED
}
