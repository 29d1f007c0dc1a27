package io.tocsin.reasoning.evidence;

/** A source cannot tell. The message says why in our own words, for it goes into detections. */
public final class EvidenceUnavailableException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * An exception that is no fault of this program.
   *
   * @param why such as "it answered 503"
   */
  public EvidenceUnavailableException(String why) {
    super(why);
  }

  /** As the other, with what led to it. */
  public EvidenceUnavailableException(String why, Throwable cause) {
    super(why, cause);
  }
}
