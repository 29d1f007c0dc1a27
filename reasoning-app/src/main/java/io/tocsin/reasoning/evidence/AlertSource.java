package io.tocsin.reasoning.evidence;

import io.tocsin.reasoning.rules.RulesEngine;
import io.tocsin.schemas.alert.Alert;
import io.tocsin.schemas.detection.Fact;
import java.util.List;

/** What the alert itself says. */
record AlertSource(RulesEngine rules) implements EvidenceSource {
  @Override
  public String name() {
    return "alert";
  }

  @Override
  public List<Fact> gather(Alert alert) {
    return rules.evidence(alert).facts();
  }

  @Override
  public boolean inMemory() {
    return true;
  }
}
