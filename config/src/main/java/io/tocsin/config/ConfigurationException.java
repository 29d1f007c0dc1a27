package io.tocsin.config;

/**
 * A setting is missing, unknown or out of bounds. The message is one line that a person can act on:
 * the key, its value and where that came from, the bound, and what to do.
 */
public final class ConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** An exception with a one-line message for the person who wrote the setting. */
  public ConfigurationException(String message) {
    super(message);
  }
}
