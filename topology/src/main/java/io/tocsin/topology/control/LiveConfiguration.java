package io.tocsin.topology.control;

import io.tocsin.schemas.control.ConfigurationKey;
import io.tocsin.schemas.control.ControlReader;
import io.tocsin.schemas.control.ControlRecord;
import io.tocsin.schemas.control.Layer;
import io.tocsin.schemas.deadletter.InvalidRecordException;
import io.tocsin.scoring.ScoringConfig;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings as this process knows them: those that hold, and every version that ever did.
 * Written by the global thread, read by any.
 */
public final class LiveConfiguration {
  private static final Logger LOG = LoggerFactory.getLogger(LiveConfiguration.class);

  private final ScoringConfig base;
  private final Layer whose;
  private final ControlReader reader = new ControlReader();
  private final Map<String, ControlRecord> versions = new ConcurrentHashMap<>();
  private volatile State state;

  /**
   * @param base settings below all layers
   * @param whose layer this deployment scores for, with those below it
   */
  public LiveConfiguration(ScoringConfig base, Layer whose) {
    this.base = base;
    this.whose = whose;
    state = new State(LayeredSettings.of(base), base, 0, null);
  }

  private record State(
      LayeredSettings settings, ScoringConfig current, long epoch, @Nullable String problem) {}

  /** The settings that this deployment scores with; the same object until they change. */
  public ScoringConfig current() {
    return state.current;
  }

  /** How often {@link #current} has changed in the life of this process. */
  public long epoch() {
    return state.epoch;
  }

  /**
   * Why {@link #current} is not what the layers say, as when another release has accepted them;
   * empty when it is.
   */
  public Optional<String> problem() {
    return Optional.ofNullable(state.problem);
  }

  /** The layers that hold, over the base. */
  public LayeredSettings settings() {
    return state.settings;
  }

  /** Whose settings this deployment scores with. */
  public Layer whose() {
    return whose;
  }

  /**
   * The settings of a version that a score names, for whomever and whenever they held; empty when
   * this release does not know it.
   */
  public Optional<ScoringConfig> find(String version) {
    ScoringConfig now = current();
    return version.equals(now.version())
        ? Optional.of(now)
        : LayeredSettings.find(base, versions, version);
  }

  /** Every version that was accepted, by {@link ControlRecord#name}. */
  public Map<String, ControlRecord> versions() {
    return Map.copyOf(versions);
  }

  /**
   * Takes a record of {@code configuration} in. One that cannot be read is passed over.
   *
   * @param value absent for a layer that was removed
   */
  public void put(byte[] key, byte @Nullable [] value) {
    String name = new String(key, StandardCharsets.UTF_8);
    try {
      ControlRecord record = value == null ? null : reader.read(value);
      switch (ConfigurationKey.of(name)) {
        case ConfigurationKey.Current current -> replace(current.layer(), record);
        case ConfigurationKey.Version version when record != null ->
            versions.put(version.name(), record);
        case ConfigurationKey.Version version -> versions.remove(version.name());
      }
    } catch (InvalidRecordException | IllegalArgumentException e) {
      LOG.error("The record {} of configuration is passed over: {}", name, e.getMessage());
    }
  }

  private void replace(Layer layer, @Nullable ControlRecord record) {
    Map<Layer, ControlRecord> layers = new HashMap<>(state.settings.layers());
    if (record == null) {
      layers.remove(layer);
    } else {
      layers.put(layer, record);
    }
    state = next(state, new LayeredSettings(base, layers));
  }

  private State next(State before, LayeredSettings settings) {
    try {
      ScoringConfig current = settings.effective(whose);
      if (current.equals(before.current)) {
        return new State(settings, before.current, before.epoch, null);
      }
      LOG.info("Scoring with the settings {}", current.version());
      return new State(settings, current, before.epoch + 1, null);
    } catch (InvalidRecordException e) {
      LOG.error("Still scoring with {}: {}", before.current.version(), e.getMessage());
      return new State(settings, before.current, before.epoch, e.getMessage());
    }
  }

  /** Forgets all. */
  void clear() {
    versions.clear();
    state = new State(LayeredSettings.of(base), base, state.epoch + 1, null);
  }
}
