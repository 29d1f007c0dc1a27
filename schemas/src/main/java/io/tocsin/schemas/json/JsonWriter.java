package io.tocsin.schemas.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/**
 * Writes a type of the contracts field by field, where databind's reflection costs too much. It
 * must write what {@link Json#write(Object)} writes, byte for byte.
 */
@FunctionalInterface
public interface JsonWriter<T> {
  /** Writes a value as one JSON object. */
  void write(T value, JsonGenerator out) throws IOException;
}
