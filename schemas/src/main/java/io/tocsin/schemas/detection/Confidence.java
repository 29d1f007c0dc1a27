package io.tocsin.schemas.detection;

/** How much the assessment rests on; no probability. Ordered. */
public enum Confidence {
  /** Few reports, or no table at all. */
  LOW,
  /** Enough reports and measures; no case facts. */
  MODERATE,
  /** Enough reports, measures that agree, and case facts. */
  HIGH
}
