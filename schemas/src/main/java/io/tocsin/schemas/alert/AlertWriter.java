package io.tocsin.schemas.alert;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tocsin.schemas.json.Constants;
import io.tocsin.schemas.json.JsonWriter;
import io.tocsin.schemas.signal.ScoredSignalWriter;
import java.io.IOException;

/** Writes alerts, each with the signal that led to it. */
public final class AlertWriter implements JsonWriter<Alert> {
  private final ScoredSignalWriter signals = new ScoredSignalWriter();

  /** A writer for any thread. */
  public AlertWriter() {}

  @Override
  public void write(Alert alert, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("alert_id", alert.alertId());
    out.writeStringField("drug", alert.drug());
    out.writeStringField("event", alert.event());
    out.writeNumberField("sequence", alert.sequence());
    out.writeStringField("from_level", Constants.wireName(alert.fromLevel()));
    out.writeStringField("to_level", Constants.wireName(alert.toLevel()));
    out.writeStringField("reason", Constants.wireName(alert.reason()));
    out.writeFieldName("signal");
    signals.write(alert.signal(), out);
    out.writeStringField("first_seen", alert.firstSeen().toString());
    out.writeStringField("raised_at", alert.raisedAt().toString());
    if (alert.traceId() != null) {
      out.writeStringField("trace_id", alert.traceId());
    }
    out.writeEndObject();
  }
}
