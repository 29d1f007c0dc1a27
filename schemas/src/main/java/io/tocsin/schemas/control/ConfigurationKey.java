package io.tocsin.schemas.control;

/** What a key of {@code configuration} stands for. */
public sealed interface ConfigurationKey {

  /** A layer as it holds: {@code organisation/acme}. */
  record Current(Layer layer) implements ConfigurationKey {}

  /**
   * A version of a layer that was accepted once, kept for good: {@code organisation/acme@v1}.
   *
   * @param name see {@link ControlRecord#name}
   */
  record Version(String name) implements ConfigurationKey {}

  /**
   * Reads a key.
   *
   * @throws IllegalArgumentException when it is neither
   */
  static ConfigurationKey of(String key) {
    return key.contains(ControlRecord.AT) ? new Version(key) : new Current(Layer.ofKey(key));
  }
}
