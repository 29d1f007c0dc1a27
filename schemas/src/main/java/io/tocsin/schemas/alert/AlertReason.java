package io.tocsin.schemas.alert;

/** Why an alert was raised. */
public enum AlertReason {
  /** The level rose. */
  ESCALATED,
  /** The level fell although no report was taken back. */
  DE_ESCALATED,
  /** The level still stands after the re-notify interval. */
  RENEWED,
  /** The level fell because reports were nullified or changed. */
  RETRACTED
}
