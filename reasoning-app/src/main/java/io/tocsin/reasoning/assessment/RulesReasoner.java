package io.tocsin.reasoning.assessment;

import io.tocsin.reasoning.rules.RulesEngine;
import java.time.Clock;

/** Reasons by the rules engine alone, and says so. */
public final class RulesReasoner implements Reasoner {
  private final CaseFiles files;
  private final Detections detections;

  /** Reasons about case files. */
  public RulesReasoner(CaseFiles files, Detections detections) {
    this.files = files;
    this.detections = detections;
  }

  /**
   * Reasons by the rules engine about what alerts themselves say.
   *
   * @param clock for the times of detections
   */
  public static RulesReasoner plain(Clock clock) {
    RulesEngine rules = new RulesEngine();
    return new RulesReasoner(
        new CaseFiles(rules::evidence, rules, () -> {}, clock), new Detections(clock));
  }

  @Override
  public Reasoned reason(Question question) {
    return Reasoned.of(detections.byRules(files.open(question.alert())));
  }
}
