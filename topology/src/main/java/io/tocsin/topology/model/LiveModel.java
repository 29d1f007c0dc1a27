package io.tocsin.topology.model;

import io.tocsin.schemas.model.ModelParameters;
import io.tocsin.scoring.Model;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The model as this process knows it. Written by the global thread, read by any. */
public final class LiveModel {
  private final Model given;
  private volatile Model model;
  private volatile @Nullable ModelParameters parameters;

  /**
   * @param given until one is broadcast
   */
  public LiveModel(Model given) {
    this.given = given;
    model = given;
  }

  /** What scores are made with; the same object until it changes. */
  public Model model() {
    return model;
  }

  /** What was broadcast last; empty before the first. */
  public Optional<ModelParameters> parameters() {
    return Optional.ofNullable(parameters);
  }

  void set(ModelParameters fitted) {
    parameters = fitted;
    model = Model.of(fitted);
  }

  void clear() {
    parameters = null;
    model = given;
  }
}
