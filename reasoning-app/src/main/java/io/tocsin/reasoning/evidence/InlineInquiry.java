package io.tocsin.reasoning.evidence;

import io.tocsin.schemas.alert.Alert;

/** Asks a source that answers from memory, in the thread that waits for the answer. */
record InlineInquiry(EvidenceSource source) implements Inquiry {
  @Override
  public Pending ask(Alert alert) {
    return () -> answer(alert);
  }

  private Outcome answer(Alert alert) {
    try {
      return new Outcome.Told(source.gather(alert));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Inquiry.failed(e);
    } catch (Exception e) {
      return Inquiry.failed(e);
    }
  }
}
