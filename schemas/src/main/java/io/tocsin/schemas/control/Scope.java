package io.tocsin.schemas.control;

/** How far a layer of settings reaches; a narrower one overrides a wider one. */
public enum Scope {
  /** Everybody. */
  PLATFORM,
  /** The users of one organisation. */
  ORGANISATION,
  /** One user of an organisation. */
  USER
}
