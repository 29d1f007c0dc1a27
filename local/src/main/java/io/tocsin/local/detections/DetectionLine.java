package io.tocsin.local.detections;

import io.tocsin.schemas.detection.Assessment;
import io.tocsin.schemas.detection.Detection;
import java.util.Locale;

/** A detection as one line for a person. */
public final class DetectionLine {
  private DetectionLine() {}

  /** As-of date, level, pair, what is recommended, and what made it. */
  public static String of(Detection detection) {
    Assessment assessment = detection.assessment();
    return "%s %-9s %s – %s: %s, priority %s, confidence %s; %s"
        .formatted(
            detection.alert().signal().asOf(),
            detection.alert().toLevel(),
            detection.alert().drug(),
            detection.alert().event(),
            words(assessment.recommendation()),
            words(assessment.priority()),
            words(assessment.confidence()),
            maker(detection));
  }

  /** What made it, and whether that is what should have. */
  static String maker(Detection detection) {
    String model = detection.model();
    String by = model == null ? "by rules" : "by " + model;
    String degraded =
        detection.degradedReason() == null
            ? ""
            : ", degraded (%s)".formatted(detection.degradedReason().replace('_', ' '));
    String pending = detection.upgradePending() ? ", a model's answer will follow" : "";
    String superseding = detection.supersedes() == null ? "" : ", supersedes an earlier one";
    return by + degraded + pending + superseding;
  }

  static String words(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
