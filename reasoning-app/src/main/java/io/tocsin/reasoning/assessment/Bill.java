package io.tocsin.reasoning.assessment;

import io.tocsin.reasoning.cache.Ledger;
import io.tocsin.reasoning.call.ProviderCall.Paid;
import io.tocsin.schemas.detection.Detection;
import io.tocsin.schemas.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was paid for one question, in the ledger: an answer from the moment it arrives, before
 * anybody has read it, and in its place the detection as soon as it is written. So a process that
 * dies in between pays for nothing again, nor does one whose first answer does not hold and whose
 * repair has to wait.
 */
final class Bill {
  private final Ledger ledger;
  private final String reasoningId;
  private final Entry entry;

  private Bill(Ledger ledger, String reasoningId, Entry entry) {
    this.ledger = ledger;
    this.reasoningId = reasoningId;
    this.entry = entry;
  }

  /** The bill of a question, with what was paid before. */
  static Bill of(Ledger ledger, String reasoningId) {
    Optional<String> known = ledger.find(reasoningId);
    return new Bill(
        ledger,
        reasoningId,
        known.isEmpty()
            ? new Entry(null, null)
            : Json.read(known.get().getBytes(StandardCharsets.UTF_8), Entry.class));
  }

  /** The detection that was made before; absent when there is none. */
  @Nullable Detection detection() {
    return entry.detection;
  }

  /** The last answer that came before; absent when there is none. */
  @Nullable Paid answer() {
    return entry.answer;
  }

  /** Notes an answer, with all that was paid up to it. */
  void note(Paid answer) {
    record(new Entry(null, answer));
  }

  /** Notes what came of it. */
  void close(Detection detection) {
    record(new Entry(detection, null));
  }

  private void record(Entry next) {
    ledger.record(reasoningId, new String(Json.write(next), StandardCharsets.UTF_8));
  }

  /** What stands in the ledger: one of both. */
  record Entry(@Nullable Detection detection, @Nullable Paid answer) {}
}
