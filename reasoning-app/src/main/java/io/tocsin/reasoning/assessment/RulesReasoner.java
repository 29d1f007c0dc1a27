package io.tocsin.reasoning.assessment;

import io.tocsin.reasoning.grounding.GroundingCheck;
import io.tocsin.reasoning.rules.RulesEngine;
import io.tocsin.schemas.alert.Alert;
import io.tocsin.schemas.detection.Assessment;
import io.tocsin.schemas.detection.Detection;
import io.tocsin.schemas.detection.Engine;
import io.tocsin.schemas.detection.Evidence;
import io.tocsin.schemas.detection.Grounding;
import io.tocsin.schemas.digest.Sha256;
import io.tocsin.schemas.json.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Reasons by the rules engine alone, and says so. */
public final class RulesReasoner implements Reasoner {
  private final RulesEngine rules;
  private final Clock clock;

  /**
   * @param clock for the times of detections
   */
  public RulesReasoner(RulesEngine rules, Clock clock) {
    this.rules = rules;
    this.clock = clock;
  }

  @Override
  public Detection reason(Alert alert) {
    Instant taken = clock.instant();
    Evidence evidence = rules.evidence(alert);
    Assessment assessment = rules.assess(alert);
    Grounding grounding = GroundingCheck.check(alert.pair(), assessment, evidence);
    Instant detected = clock.instant();
    return new Detection(
        alert,
        Sha256.hex(alert.alertId(), Engine.RULES.name(), RulesEngine.RULESET_VERSION),
        Engine.RULES,
        RulesEngine.RULESET_VERSION,
        null,
        null,
        assessment,
        evidence,
        grounding,
        Sha256.hex(Json.write(evidence.facts())),
        null,
        null,
        Duration.between(taken, detected).toMillis(),
        null,
        false,
        null,
        detected);
  }
}
