package io.tocsin.reasoning.assessment;

import io.tocsin.schemas.detection.Detection;
import org.jspecify.annotations.Nullable;

/**
 * What came of an alert. Has at least one of both.
 *
 * @param detection to be published; absent when nothing is new since the alert was put off
 * @param again when the model is to be asked again; absent when it is not
 */
public record Reasoned(@Nullable Detection detection, @Nullable Deferral again) {
  /** Refuses to say nothing. */
  public Reasoned {
    if (detection == null && again == null) {
      throw new IllegalArgumentException("neither a detection nor another try");
    }
  }

  /** A detection that stands. */
  public static Reasoned of(Detection detection) {
    return new Reasoned(detection, null);
  }
}
