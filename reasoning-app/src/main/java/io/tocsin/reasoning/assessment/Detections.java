package io.tocsin.reasoning.assessment;

import io.tocsin.reasoning.call.NoAnswerException.Reason;
import io.tocsin.reasoning.grounding.GroundingCheck;
import io.tocsin.reasoning.prompt.Prompts;
import io.tocsin.reasoning.rules.RulesEngine;
import io.tocsin.schemas.alert.Alert;
import io.tocsin.schemas.detection.Assessment;
import io.tocsin.schemas.detection.Detection;
import io.tocsin.schemas.detection.Engine;
import io.tocsin.schemas.detection.Grounding;
import io.tocsin.schemas.detection.Usage;
import io.tocsin.schemas.digest.Sha256;
import io.tocsin.schemas.json.Constants;
import io.tocsin.schemas.json.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes detections down, each with what an audit asks for. */
public final class Detections {
  private static final Grounding GROUNDED = new Grounding(true, List.of());

  private final Clock clock;

  /**
   * @param clock for the times of detections
   */
  public Detections(Clock clock) {
    this.clock = clock;
  }

  /** What rules say, where no model was to be asked. */
  Detection byRules(CaseFile file) {
    return write(file, rules(file.alert(), "plain"), file.computed(), Trail.RULES);
  }

  /**
   * What rules say, where a model should have.
   *
   * @param pending whether a model's answer will supersede it
   * @param supersedes reasoning id of the detection that it replaces
   * @param spent what answers took that did not hold
   */
  Detection degraded(
      CaseFile file,
      Reason reason,
      boolean pending,
      @Nullable String supersedes,
      @Nullable Usage spent) {
    String why = Constants.wireName(reason);
    return write(
        file,
        rules(file.alert(), pending ? "pending" : why),
        file.computed(),
        new Trail(null, null, null, spent, why, pending, supersedes));
  }

  /** What a model says. */
  Detection byModel(
      CaseFile file,
      String reasoningId,
      Assessment assessment,
      Asked asked,
      @Nullable String supersedes) {
    return write(
        file,
        reasoningId,
        assessment,
        new Trail(
            Prompts.VERSION,
            asked.model(),
            asked.promptHash(),
            asked.usage(),
            null,
            false,
            supersedes));
  }

  /**
   * How a model was asked.
   *
   * @param usage absent when the answer was known already
   */
  record Asked(String model, String promptHash, @Nullable Usage usage) {}

  /** The id of what a model is asked about an alert: the same question always has the same. */
  static String reasoningId(Alert alert, String model) {
    return Sha256.hex(
        alert.alertId(), Engine.LLM.name(), RulesEngine.RULESET_VERSION, Prompts.VERSION, model);
  }

  private static String rules(Alert alert, String kind) {
    return Sha256.hex(alert.alertId(), Engine.RULES.name(), RulesEngine.RULESET_VERSION, kind);
  }

  private Detection write(CaseFile file, String reasoningId, Assessment made, Trail trail) {
    Assessment assessment = warned(made, file.warnings());
    Instant detected = clock.instant();
    return new Detection(
        file.alert(),
        reasoningId,
        trail.model == null ? Engine.RULES : Engine.LLM,
        RulesEngine.RULESET_VERSION,
        trail.promptVersion,
        trail.model,
        assessment,
        file.evidence(),
        grounding(file, assessment, trail),
        Sha256.hex(Json.write(file.evidence().facts())),
        trail.promptHash,
        trail.usage,
        Duration.between(file.taken(), detected).toMillis(),
        trail.degradedReason,
        trail.pending,
        trail.supersedes,
        detected);
  }

  /** What a model says was checked before it was believed; the warnings were not. */
  private static Grounding grounding(CaseFile file, Assessment assessment, Trail trail) {
    return trail.model != null && file.warnings().isEmpty()
        ? GROUNDED
        : GroundingCheck.check(file.alert().pair(), assessment, file.evidence());
  }

  /** An assessment with further sentences for its reader. */
  static Assessment warned(Assessment made, List<String> warnings) {
    if (warnings.isEmpty()) {
      return made;
    }
    List<String> limitations = new ArrayList<>(made.limitations());
    limitations.addAll(warnings);
    return new Assessment(
        made.causality(),
        made.items(),
        made.evidenceFor(),
        made.evidenceAgainst(),
        made.missing(),
        made.confounders(),
        made.recommendation(),
        made.priority(),
        made.confidence(),
        made.narrative(),
        limitations,
        made.notice(),
        made.dissent());
  }

  /** What a detection says of how it came about. */
  private record Trail(
      @Nullable String promptVersion,
      @Nullable String model,
      @Nullable String promptHash,
      @Nullable Usage usage,
      @Nullable String degradedReason,
      boolean pending,
      @Nullable String supersedes) {
    private static final Trail RULES = new Trail(null, null, null, null, null, false, null);
  }
}
