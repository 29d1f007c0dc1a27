package io.tocsin.schemas.detection;

/** What to do next with a signal. */
public enum Recommendation {
  /** A person should validate it now and, if it holds, escalate it. */
  VALIDATE_AND_ESCALATE,
  /** Keep watching; nothing else now. */
  MONITOR,
  /** What is there does not suffice to judge; get more. */
  REQUEST_DATA,
  /** Known and labelled. */
  CLOSE_AS_KNOWN,
  /** Its basis is gone, or it is shown to be wrong. */
  REFUTE
}
