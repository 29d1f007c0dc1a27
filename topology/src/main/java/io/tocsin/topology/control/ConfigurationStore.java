package io.tocsin.topology.control;

import io.tocsin.topology.state.GlobalStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/** The layers of settings that were accepted. Every instance holds all of them. */
public final class ConfigurationStore extends GlobalStore {
  /** Name of the global store. */
  public static final String STORE = "configuration-global";

  private final LiveConfiguration live;

  private ConfigurationStore(LiveConfiguration live) {
    super(STORE);
    this.live = live;
  }

  /**
   * Declares the global store.
   *
   * @param live is told of each layer
   */
  public static StoreBuilder<ConfigurationStore> builder(LiveConfiguration live) {
    return GlobalStore.builder(STORE, () -> new ConfigurationStore(live));
  }

  @Override
  public void put(byte[] key, byte @Nullable [] value) {
    live.put(key, value);
  }

  @Override
  protected void clear() {
    live.clear();
  }
}
