package io.tocsin.reasoning.evidence;

import io.tocsin.schemas.alert.Alert;
import io.tocsin.schemas.detection.Fact;
import java.util.List;

/** Stands where labels cannot be had, so that nobody takes what is listed for news. */
final class UnreadLabels implements EvidenceSource {
  @Override
  public String name() {
    return ProductLabels.NAME;
  }

  @Override
  public List<Fact> gather(Alert alert) throws EvidenceUnavailableException {
    throw new EvidenceUnavailableException("not read, for this is done without Kafka");
  }

  @Override
  public boolean inMemory() {
    return true;
  }
}
