package io.tocsin.reasoning.assessment;

import io.tocsin.schemas.alert.Alert;
import org.jspecify.annotations.Nullable;

/**
 * An alert to be reasoned about.
 *
 * @param earlier how it was put off before; absent the first time
 * @param overtaken whether a newer alert of its pair waits already
 */
public record Question(Alert alert, @Nullable Deferral earlier, boolean overtaken) {
  /** An alert that is met the first time. */
  public static Question of(Alert alert) {
    return new Question(alert, null, false);
  }
}
