package io.tocsin.config;

/**
 * The settings are fine, but the world is not as they say: a broker does not answer, topics are
 * missing, a state directory belongs to another cluster. The message is one line that says what to
 * do.
 */
public final class EnvironmentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** An exception with a one-line message for the operator. */
  public EnvironmentException(String message) {
    super(message);
  }

  /** An exception with a one-line message for the operator and what led to it. */
  public EnvironmentException(String message, Throwable cause) {
    super(message, cause);
  }
}
