package io.tocsin.topology.state;

import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * A state store that holds one {@link Table}.
 *
 * <p>A processor changes the table and then calls {@link #changed()}, once for each record or
 * punctuation it handled. When entries are written to the changelog, then or before the commit, is
 * the store's affair; that all are written within the transaction that changed them is its promise.
 */
public interface TableStore<T extends Table> extends StateStore {

  /** The table, restored. */
  T table();

  /** Says that the table may have changed. */
  void changed();

  /**
   * Has an action run before what the table holds back is committed; it may forward records as the
   * processor that registers it. Called once, from that processor's {@code init}.
   */
  void beforeCommit(ProcessorContext<?, ?> owner, Runnable action);
}
