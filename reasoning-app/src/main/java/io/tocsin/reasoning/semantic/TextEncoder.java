package io.tocsin.reasoning.semantic;

import org.jspecify.annotations.Nullable;

/**
 * Places texts so that those of like meaning lie close to each other. Thread-safe. Found by {@link
 * java.util.ServiceLoader}, for not every installation has one.
 */
public interface TextEncoder {
  /** Name of the model; texts placed by models of different names cannot be compared. */
  String name();

  /**
   * Where a text lies.
   *
   * @return absent when the text holds nothing that the model knows, such as blanks alone
   */
  @Nullable Embedding encode(String text);
}
