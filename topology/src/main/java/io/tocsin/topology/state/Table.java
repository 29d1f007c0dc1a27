package io.tocsin.topology.state;

import org.jspecify.annotations.Nullable;

/**
 * What one task knows, as domain objects. A table is filled from its changelog, changed by the
 * processor that owns it, and asked before every commit for what has changed.
 *
 * <p>Not thread-safe: whoever reads it from another thread synchronises on the table, as its
 * processors do.
 */
public interface Table {

  /**
   * Takes one entry of the changelog, in the order it was written.
   *
   * @param value absent when the entry was removed
   */
  void restore(byte[] key, byte @Nullable [] value);

  /** Hands over every entry changed since the last call, each once, and forgets that it changed. */
  void drainChanges(ChangeLog log);

  /** How large it is by now, about. For any thread, at any time. */
  TableSize measure();

  /** Where changed entries go. */
  @FunctionalInterface
  interface ChangeLog {
    /**
     * Writes one entry.
     *
     * @param value absent to remove the entry
     */
    void write(byte[] key, byte @Nullable [] value);
  }
}
