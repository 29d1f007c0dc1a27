package io.tocsin.batch.evaluation;

/** What becomes of a pair of the reference set that lacks a score. */
public enum Missing {
  /** It counts as scored below every other pair, and is never a signal. */
  LOWEST,
  /** It is left out of all columns, so that all are held against the same pairs. */
  LEFT_OUT
}
