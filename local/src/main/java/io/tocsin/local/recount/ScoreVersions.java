package io.tocsin.local.recount;

import io.tocsin.schemas.model.ModelParameters;
import io.tocsin.scoring.Model;
import io.tocsin.scoring.Prior;
import io.tocsin.scoring.Scorer;
import io.tocsin.scoring.ScoringConfig;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Finds the model and the settings that a published score names. */
final class ScoreVersions {
  private final ScoringConfig settings;
  private final Map<String, Model> models = new HashMap<>();
  private final Map<Versions, Scorer> scorers = new HashMap<>();

  private record Versions(String model, String settings) {}

  ScoreVersions(ScoringConfig settings, Prior given) {
    this.settings = settings;
    models.put(given.version(), Model.of(given));
  }

  /** A model was broadcast. */
  void put(ModelParameters parameters) {
    models.put(parameters.version(), Model.of(parameters));
  }

  /** A scorer with that model and those settings; empty when one of them is not known. */
  Optional<Scorer> scorer(String modelVersion, String settingsVersion) {
    Model model = models.get(modelVersion);
    return model == null
        ? Optional.empty()
        : settings(settingsVersion)
            .map(
                found ->
                    scorers.computeIfAbsent(
                        new Versions(modelVersion, settingsVersion),
                        versions -> new Scorer(found, model)));
  }

  private Optional<ScoringConfig> settings(String version) {
    return Optional.of(settings).filter(known -> known.version().equals(version));
  }
}
