package io.tocsin.topology.state;

import java.util.function.Supplier;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.processor.internals.ProcessorNode;
import org.apache.kafka.streams.processor.internals.ProcessorRecordContext;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;
import org.jspecify.annotations.Nullable;

/**
 * Writes each changed entry once per commit, just before it.
 *
 * <p>Kafka Streams has no public hook at that moment; {@code CachedStateStore.flushCache()} is what
 * it calls for its own caches. This is the only class that relies on its internal types; {@link
 * WriteThroughStore} does the same work by public ones and is selected by one setting. See {@code
 * docs/decisions}.
 */
final class WriteBehindStore<T extends Table>
    implements TableStore<T>, CachedStateStore<Object, Object> {
  private final String name;
  private final boolean logged;
  private final Supplier<T> factory;
  private final OpenTables tables;
  private T table;
  private boolean open;
  private @Nullable InternalProcessorContext<?, ?> context;
  private @Nullable Runnable beforeCommit;
  private @Nullable ProcessorNode<?, ?, ?, ?> owner;

  WriteBehindStore(String name, boolean logged, Supplier<T> factory, OpenTables tables) {
    this.name = name;
    this.logged = logged;
    this.factory = factory;
    this.tables = tables;
    this.table = factory.get();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void init(StateStoreContext stateStoreContext, StateStore root) {
    context = (InternalProcessorContext<?, ?>) stateStoreContext;
    T restored = factory.get();
    table = restored;
    tables.opened(name, stateStoreContext.taskId(), restored);
    stateStoreContext.register(
        root,
        (key, value) -> {
          synchronized (restored) {
            restored.restore(key, value);
          }
        });
    open = true;
  }

  @Override
  public T table() {
    return table;
  }

  @Override
  public void changed() {
    // Written before the commit.
  }

  @Override
  public void beforeCommit(ProcessorContext<?, ?> processorContext, Runnable action) {
    owner = ((InternalProcessorContext<?, ?>) processorContext).currentNode();
    beforeCommit = action;
  }

  @Override
  public void flushCache() {
    InternalProcessorContext<?, ?> current = context;
    if (current == null) {
      return;
    }
    if (beforeCommit != null) {
      runAsOwner(current, beforeCommit);
    }
    if (logged) {
      long now = current.currentSystemTimeMs();
      T changed = table;
      synchronized (changed) {
        changed.drainChanges(
            (key, value) ->
                current.logChange(
                    name,
                    Bytes.wrap(key),
                    value,
                    now,
                    new RecordHeaders(),
                    Position.emptyPosition()));
      }
    }
  }

  private void runAsOwner(InternalProcessorContext<?, ?> current, Runnable action) {
    ProcessorRecordContext record = current.recordContext();
    ProcessorNode<?, ?, ?, ?> node = current.currentNode();
    current.setRecordContext(
        new ProcessorRecordContext(
            current.currentSystemTimeMs(), -1, -1, null, new RecordHeaders()));
    current.setCurrentNode(owner);
    try {
      action.run();
    } finally {
      current.setCurrentNode(node);
      current.setRecordContext(record);
    }
  }

  @Override
  public boolean setFlushListener(
      CacheFlushListener<Object, Object> listener, boolean sendOldValues) {
    return false;
  }

  @Override
  public void clearCache() {
    // Nothing is cached beside the table, and that is rebuilt from the changelog.
  }

  @Override
  public void close() {
    open = false;
    if (context != null) {
      tables.closed(name, context.taskId(), table);
    }
    table = factory.get();
    context = null;
    beforeCommit = null;
    owner = null;
  }

  @Override
  public boolean persistent() {
    return false;
  }

  @Override
  public boolean isOpen() {
    return open;
  }
}
