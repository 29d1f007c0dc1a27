package io.tocsin.reasoning.assessment;

import io.tocsin.reasoning.privacy.InjectionCheck;
import io.tocsin.reasoning.rules.RulesEngine;
import io.tocsin.schemas.alert.Alert;
import io.tocsin.schemas.detection.Evidence;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * Opens case files: gathers the evidence, lets the rules assess it, looks for planted instructions.
 */
public final class CaseFiles {
  private final Function<Alert, Evidence> sources;
  private final RulesEngine rules;
  private final Runnable flagged;
  private final Clock clock;

  /**
   * Opens case files.
   *
   * @param sources all that can be known about an alert's pair now; never fail
   * @param flagged told of every case file with a text that reads like an instruction
   */
  public CaseFiles(
      Function<Alert, Evidence> sources, RulesEngine rules, Runnable flagged, Clock clock) {
    this.sources = sources;
    this.rules = rules;
    this.flagged = flagged;
    this.clock = clock;
  }

  CaseFile open(Alert alert) {
    Instant taken = clock.instant();
    Evidence evidence = sources.apply(alert);
    List<String> warnings =
        InjectionCheck.flags(alert.pair(), evidence.facts()).stream()
            .map(
                flag ->
                    "The text of %s reads like an instruction to a language model (%s); it was treated as data."
                        .formatted(flag.where(), flag.reason()))
            .toList();
    if (!warnings.isEmpty()) {
      flagged.run();
    }
    return new CaseFile(alert, evidence, rules.assess(alert, evidence), warnings, taken);
  }
}
