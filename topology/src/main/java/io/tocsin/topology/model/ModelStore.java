package io.tocsin.topology.model;

import io.tocsin.schemas.json.Json;
import io.tocsin.schemas.model.ModelParameters;
import io.tocsin.topology.state.GlobalStore;
import java.io.IOException;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The model that was broadcast last. Every instance holds it. */
public final class ModelStore extends GlobalStore {
  /** Name of the global store. */
  public static final String STORE = "model-global";

  /** Key of the only record of {@code model.parameters}. */
  public static final String KEY = "model";

  private static final Logger LOG = LoggerFactory.getLogger(ModelStore.class);

  private final LiveModel live;

  private ModelStore(LiveModel live) {
    super(STORE);
    this.live = live;
  }

  /**
   * Declares the global store.
   *
   * @param live is told of each new model
   */
  public static StoreBuilder<ModelStore> builder(LiveModel live) {
    return GlobalStore.builder(STORE, () -> new ModelStore(live));
  }

  @Override
  public void put(byte[] key, byte @Nullable [] value) {
    if (value == null) {
      return;
    }
    try {
      ModelParameters parameters = Json.mapper().readValue(value, ModelParameters.class);
      live.set(parameters);
    } catch (IOException | IllegalArgumentException e) {
      LOG.error("A record of model.parameters cannot be read, the model before it stays", e);
    }
  }

  @Override
  protected void clear() {
    live.clear();
  }
}
