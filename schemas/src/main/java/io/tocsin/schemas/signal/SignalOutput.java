package io.tocsin.schemas.signal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Writes fields of a signal; one whose value is absent is left out. */
record SignalOutput(JsonGenerator out) {
  private static final WireNames<SignalField> FIELDS = WireNames.of(SignalField.class);

  void begin(SignalField field) throws IOException {
    out.writeFieldName(FIELDS.of(field));
    out.writeStartObject();
  }

  void begin() throws IOException {
    out.writeStartObject();
  }

  void end() throws IOException {
    out.writeEndObject();
  }

  void beginList(SignalField field) throws IOException {
    out.writeFieldName(FIELDS.of(field));
    out.writeStartArray();
  }

  void endList() throws IOException {
    out.writeEndArray();
  }

  void text(SignalField field, @Nullable String value) throws IOException {
    if (value != null) {
      out.writeFieldName(FIELDS.of(field));
      out.writeString(value);
    }
  }

  void date(SignalField field, @Nullable LocalDate value) throws IOException {
    if (value != null) {
      text(field, value.toString());
    }
  }

  <E extends Enum<E>> void constant(SignalField field, E value, WireNames<E> names)
      throws IOException {
    out.writeFieldName(FIELDS.of(field));
    out.writeString(names.of(value));
  }

  void number(SignalField field, @Nullable Double value) throws IOException {
    if (value != null) {
      number(field, value.doubleValue());
    }
  }

  void number(SignalField field, double value) throws IOException {
    out.writeFieldName(FIELDS.of(field));
    out.writeNumber(value);
  }

  void number(SignalField field, long value) throws IOException {
    number(FIELDS.of(field), value);
  }

  void number(SerializedString name, long value) throws IOException {
    out.writeFieldName(name);
    out.writeNumber(value);
  }

  void bool(SignalField field, boolean value) throws IOException {
    out.writeFieldName(FIELDS.of(field));
    out.writeBoolean(value);
  }
}
