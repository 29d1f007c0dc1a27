package io.tocsin.local.detections;

import io.tocsin.local.alerts.AlertLine;
import io.tocsin.schemas.detection.Argument;
import io.tocsin.schemas.detection.Assessment;
import io.tocsin.schemas.detection.Confounder;
import io.tocsin.schemas.detection.Detection;
import io.tocsin.schemas.detection.Finding;
import io.tocsin.schemas.detection.Usage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A detection as text for a person, with its citations and its provenance. */
public final class DetectionText {
  private static final int WIDTH = 96;
  private static final String INDENT = "  ";

  private final List<String> lines = new ArrayList<>();

  private DetectionText() {}

  /** All of it. */
  public static List<String> of(Detection detection) {
    DetectionText text = new DetectionText();
    text.head(detection);
    text.body(detection.assessment());
    text.provenance(detection);
    return List.copyOf(text.lines);
  }

  /** The alert, the narrative and what to do. */
  public static List<String> brief(Detection detection) {
    DetectionText text = new DetectionText();
    text.head(detection);
    return List.copyOf(text.lines);
  }

  private void head(Detection detection) {
    Assessment assessment = detection.assessment();
    lines.add("ALERT " + AlertLine.of(detection.alert()));
    wrap("reasoning (%s): ".formatted(DetectionLine.maker(detection)) + assessment.narrative());
    wrap(
        "recommendation: %s, priority %s, confidence %s; causality %s"
            .formatted(
                DetectionLine.words(assessment.recommendation()),
                DetectionLine.words(assessment.priority()),
                DetectionLine.words(assessment.confidence()),
                DetectionLine.words(assessment.causality())));
  }

  private void body(Assessment assessment) {
    arguments("for", assessment.evidenceFor());
    arguments("against", assessment.evidenceAgainst());
    arguments("missing", assessment.missing());
    List<Confounder> found =
        assessment.confounders().stream()
            .filter(confounder -> confounder.finding() != Finding.NO_DATA)
            .toList();
    if (!found.isEmpty()) {
      lines.add(INDENT + "other explanations");
      found.forEach(
          confounder ->
              wrap(
                  "- %s (%s): %s%s"
                      .formatted(
                          DetectionLine.words(confounder.kind()),
                          DetectionLine.words(confounder.finding()),
                          confounder.reason(),
                          citations(confounder.factIds()))));
    }
    if (assessment.dissent() != null) {
      lines.add(INDENT + "dissent");
      wrap(assessment.dissent());
    }
    lines.add(INDENT + "limitations");
    assessment.limitations().forEach(limitation -> wrap("- " + limitation));
    wrap(assessment.notice());
  }

  private void arguments(String heading, List<Argument> arguments) {
    if (arguments.isEmpty()) {
      return;
    }
    lines.add(INDENT + heading);
    arguments.forEach(
        argument -> wrap("- " + argument.statement() + citations(argument.factIds())));
  }

  private static String citations(List<String> factIds) {
    return factIds.isEmpty() ? "" : " [" + String.join(", ", factIds) + "]";
  }

  private void provenance(Detection detection) {
    lines.add(INDENT + "provenance");
    wrap("reasoning id " + detection.reasoningId());
    wrap(
        "rules %s%s; evidence %s…, %d facts%s"
            .formatted(
                detection.rulesetVersion(),
                detection.promptVersion() == null
                    ? ""
                    : ", prompt %s %s…"
                        .formatted(detection.promptVersion(), start(detection.promptHash())),
                start(detection.evidenceHash()),
                detection.evidence().facts().size(),
                detection.evidence().unavailable().isEmpty()
                    ? ""
                    : ", without: " + String.join("; ", detection.evidence().unavailable())));
    Usage usage = detection.usage();
    wrap(
        "%s in %d ms at %s; %s"
            .formatted(
                usage == null
                    ? "no call"
                    : "%d tokens in, %d out, %s USD"
                        .formatted(
                            usage.inputTokens(),
                            usage.outputTokens(),
                            usage.costUsd().toPlainString()),
                detection.latencyMs(),
                detection.detectedAt(),
                detection.grounding().grounded()
                    ? "every number and citation holds"
                    : "not grounded: " + String.join("; ", detection.grounding().problems())));
  }

  private static String start(@Nullable String hash) {
    return hash == null ? "" : hash.substring(0, Math.min(12, hash.length()));
  }

  private void wrap(String text) {
    StringBuilder line = new StringBuilder(INDENT.repeat(2));
    for (String word : text.split(" ", -1)) {
      if (line.length() + word.length() > WIDTH) {
        lines.add(line.toString());
        line = new StringBuilder(INDENT.repeat(2));
      }
      line.append(' ').append(word);
    }
    lines.add(line.toString());
  }
}
