package io.tocsin.topology.state;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Declares state stores, and knows how large they are that it has declared. */
public final class Tables {
  private final Backend backend;
  private final OpenTables open = new OpenTables();

  /** Declares tables that are written to their changelog as {@code backend} says. */
  public Tables(Backend backend) {
    this.backend = backend;
  }

  /** A table with a changelog. */
  public <T extends Table> StoreBuilder<TableStore<T>> logged(String name, Supplier<T> factory) {
    return new Builder<>(name, backend, true, factory, open);
  }

  /** A table that only holds back what its processor will forward before the commit. */
  public <T extends Table> StoreBuilder<TableStore<T>> unlogged(String name, Supplier<T> factory) {
    return new Builder<>(name, backend, false, factory, open);
  }

  /** How large the tables are that this process holds now, by store; for any thread. */
  public Map<String, TableSize> sizes() {
    return open.sizes();
  }

  /** Entries that are read and written one by one, in memory, with a changelog. */
  public static StoreBuilder<KeyValueStore<String, byte[]>> entries(String name) {
    return Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
        .withCachingDisabled()
        .withLoggingEnabled(Map.of());
  }

  private record Builder<T extends Table>(
      String name, Backend backend, boolean logged, Supplier<T> factory, OpenTables open)
      implements StoreBuilder<TableStore<T>> {

    @Override
    public TableStore<T> build() {
      return switch (backend) {
        case WRITE_BEHIND -> new WriteBehindStore<>(name, logged, factory, open);
        case WRITE_THROUGH -> new WriteThroughStore<>(inMemory().build(), factory, open);
      };
    }

    private StoreBuilder<KeyValueStore<Bytes, byte[]>> inMemory() {
      var entries =
          Stores.keyValueStoreBuilder(
                  Stores.inMemoryKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray())
              .withCachingDisabled();
      return logged ? entries.withLoggingEnabled(Map.of()) : entries.withLoggingDisabled();
    }

    @Override
    public StoreBuilder<TableStore<T>> withCachingEnabled() {
      throw new UnsupportedOperationException("a table is never cached a second time");
    }

    @Override
    public StoreBuilder<TableStore<T>> withCachingDisabled() {
      return this;
    }

    @Override
    public StoreBuilder<TableStore<T>> withLoggingEnabled(Map<String, String> config) {
      return new Builder<>(name, backend, true, factory, open);
    }

    @Override
    public StoreBuilder<TableStore<T>> withLoggingDisabled() {
      return new Builder<>(name, backend, false, factory, open);
    }

    @Override
    public Map<String, String> logConfig() {
      return Map.of();
    }

    @Override
    public boolean loggingEnabled() {
      return logged;
    }
  }
}
