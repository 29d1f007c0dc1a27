package io.tocsin.reasoning.redis;

/** Redis does not answer, or not in time; whoever asked goes on without it. */
public final class RedisUnavailableException extends Exception {
  private static final long serialVersionUID = 1L;

  RedisUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }

  /** An exception without a cause, for what stands in for Redis. */
  public RedisUnavailableException(String message) {
    super(message);
  }
}
