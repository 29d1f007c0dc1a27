package io.tocsin.schemas.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.tocsin.schemas.deadletter.ErrorCode;
import io.tocsin.schemas.deadletter.InvalidRecordException;
import java.io.IOException;
import java.io.UncheckedIOException;

/** One value of a record: a single JSON object in UTF-8 that fills the whole array. */
final class Document {
  private Document() {}

  /** Reads the object a parser stands at the start of, and leaves the parser at its end. */
  @FunctionalInterface
  interface Body<T> {
    T read(JsonParser parser) throws IOException;
  }

  /**
   * @throws InvalidRecordException with the code and path of the first thing that is wrong
   */
  static <T> T read(JsonFactory factory, byte[] value, Body<T> body) {
    Utf8.require(value);
    try (JsonParser parser = factory.createParser(value)) {
      try {
        requireStart(parser);
        T read = body.read(parser);
        requireEnd(parser);
        return read;
      } catch (JsonProcessingException e) {
        throw Refusals.of(e, parser.getParsingContext());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void requireStart(JsonParser parser) throws IOException {
    JsonToken first = parser.nextToken();
    if (first == null) {
      throw new InvalidRecordException(
          ErrorCode.EMPTY_VALUE, null, "the value is empty; send a JSON object");
    }
    if (first != JsonToken.START_OBJECT) {
      throw new InvalidRecordException(
          ErrorCode.NOT_AN_OBJECT, null, "the value is JSON but not an object; send an object");
    }
  }

  private static void requireEnd(JsonParser parser) throws IOException {
    boolean ended;
    try {
      ended = parser.nextToken() == null;
    } catch (JsonProcessingException e) {
      ended = false;
    }
    if (!ended) {
      throw new InvalidRecordException(
          ErrorCode.TRAILING_DATA, null, "the value goes on after its JSON object; send one only");
    }
  }
}
