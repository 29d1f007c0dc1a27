package io.tocsin.topology.state;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * What every instance knows of a compacted topic: written by the global thread alone, read by any.
 * The topic is its only log.
 */
public abstract class GlobalStore implements StateStore {
  private final String name;
  private volatile boolean open;

  /**
   * @param name of the store
   */
  protected GlobalStore(String name) {
    this.name = name;
  }

  /**
   * Takes a record of the topic in; only the global thread calls this.
   *
   * @param value absent for a removed entry
   */
  public abstract void put(byte[] key, byte @Nullable [] value);

  /** Forgets all. */
  protected abstract void clear();

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final void init(StateStoreContext context, StateStore root) {
    context.register(root, this::put);
    open = true;
  }

  @Override
  public final void close() {
    open = false;
    clear();
  }

  @Override
  public final boolean persistent() {
    return false;
  }

  @Override
  public final boolean isOpen() {
    return open;
  }

  /** Declares a store of this kind. */
  public static <S extends GlobalStore> StoreBuilder<S> builder(String name, Supplier<S> factory) {
    return new Builder<>(name, factory);
  }

  private record Builder<S extends GlobalStore>(String name, Supplier<S> factory)
      implements StoreBuilder<S> {
    @Override
    public S build() {
      return factory.get();
    }

    @Override
    public StoreBuilder<S> withCachingEnabled() {
      return this;
    }

    @Override
    public StoreBuilder<S> withCachingDisabled() {
      return this;
    }

    @Override
    public StoreBuilder<S> withLoggingEnabled(Map<String, String> config) {
      throw new UnsupportedOperationException("the topic is this store's log");
    }

    @Override
    public StoreBuilder<S> withLoggingDisabled() {
      return this;
    }

    @Override
    public Map<String, String> logConfig() {
      return Map.of();
    }

    @Override
    public boolean loggingEnabled() {
      return false;
    }
  }
}
