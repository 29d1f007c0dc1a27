package io.tocsin.schemas.detection;

/** What the facts say of one item. Absence of data is not evidence against it. */
public enum Finding {
  /** The facts speak for it. */
  SUPPORTED,
  /** The facts were there and do not speak for it. */
  NOT_SUPPORTED,
  /** Nothing is known. */
  NO_DATA
}
