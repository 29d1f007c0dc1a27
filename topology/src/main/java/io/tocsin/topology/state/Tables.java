package io.tocsin.topology.state;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Declares state stores. */
public final class Tables {
  private Tables() {}

  /** A table with a changelog. */
  public static <T extends Table> StoreBuilder<TableStore<T>> logged(
      String name, Backend backend, Supplier<T> factory) {
    return new Builder<>(name, backend, true, factory);
  }

  /** A table that only holds back what its processor will forward before the commit. */
  public static <T extends Table> StoreBuilder<TableStore<T>> unlogged(
      String name, Backend backend, Supplier<T> factory) {
    return new Builder<>(name, backend, false, factory);
  }

  /** Entries that are read and written one by one, in memory, with a changelog. */
  public static StoreBuilder<KeyValueStore<String, byte[]>> entries(String name) {
    return Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
        .withCachingDisabled()
        .withLoggingEnabled(Map.of());
  }

  private record Builder<T extends Table>(
      String name, Backend backend, boolean logged, Supplier<T> factory)
      implements StoreBuilder<TableStore<T>> {

    @Override
    public TableStore<T> build() {
      return switch (backend) {
        case WRITE_BEHIND -> new WriteBehindStore<>(name, logged, factory);
        case WRITE_THROUGH -> new WriteThroughStore<>(inMemory().build(), factory);
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
      return new Builder<>(name, backend, true, factory);
    }

    @Override
    public StoreBuilder<TableStore<T>> withLoggingDisabled() {
      return new Builder<>(name, backend, false, factory);
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
