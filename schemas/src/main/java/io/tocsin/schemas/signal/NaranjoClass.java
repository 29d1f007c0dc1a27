package io.tocsin.schemas.signal;

/** The classes of the adverse drug reaction probability scale (Naranjo et al. 1981). */
public enum NaranjoClass {
  /** 9 or more. */
  DEFINITE,
  /** 5 to 8. */
  PROBABLE,
  /** 1 to 4. */
  POSSIBLE,
  /** 0 or less. */
  DOUBTFUL
}
