package io.tocsin.local.recount;

import io.tocsin.schemas.model.ModelParameters;
import io.tocsin.scoring.Model;
import io.tocsin.scoring.Scorer;
import io.tocsin.topology.TopologyConfig;
import io.tocsin.topology.control.LiveConfiguration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the model and the settings that a published score names. */
final class ScoreVersions {
  private final LiveConfiguration configuration;
  private @Nullable ModelParameters last;
  private final Map<String, Model> models = new HashMap<>();
  private final Map<Versions, Scorer> scorers = new HashMap<>();

  private record Versions(String model, String settings) {}

  /** Knows what holds before anything was fitted or written to {@code control}. */
  ScoreVersions(TopologyConfig topology) {
    configuration = new LiveConfiguration(topology.scoring(), topology.whose());
    models.put(topology.prior().version(), Model.of(topology.prior()));
  }

  /** A model was broadcast. */
  void put(ModelParameters parameters) {
    models.put(parameters.version(), Model.of(parameters));
    last = parameters;
  }

  /** The model that was broadcast last; absent when none was. */
  @Nullable ModelParameters last() {
    return last;
  }

  /** A record of {@code configuration}. */
  void putConfiguration(byte[] key, byte @Nullable [] value) {
    configuration.put(key, value);
  }

  /** A scorer with that model and those settings; empty when one of them is not known. */
  Optional<Scorer> scorer(String modelVersion, String settingsVersion) {
    Versions versions = new Versions(modelVersion, settingsVersion);
    Scorer known = scorers.get(versions);
    Model model = models.get(modelVersion);
    if (known != null || model == null) {
      return Optional.ofNullable(known);
    }
    Optional<Scorer> made =
        configuration.find(settingsVersion).map(settings -> new Scorer(settings, model));
    made.ifPresent(scorer -> scorers.put(versions, scorer));
    return made;
  }
}
