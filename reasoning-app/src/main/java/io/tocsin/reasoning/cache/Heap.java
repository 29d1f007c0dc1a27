package io.tocsin.reasoning.cache;

/** Reckons what cached texts take. */
final class Heap {
  /** The entry, its place in the cache and all objects that are not long. */
  private static final int ENTRY_BYTES = 512;

  private Heap() {}

  /** At most so many bytes. */
  static int bytes(String key, String value) {
    return ENTRY_BYTES + Character.BYTES * (key.length() + value.length());
  }
}
