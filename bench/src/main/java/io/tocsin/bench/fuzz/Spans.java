package io.tocsin.bench.fuzz;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Where the values and the members of a JSON text stand.
 *
 * @param values each with all that is in it, the text as a whole among them
 * @param members of objects, from the quote of the name to the end of the value
 */
record Spans(List<Span> values, List<Span> members) {
  private static final JsonFactory FACTORY = new JsonFactory();

  /** The bytes from one place up to another, exclusive. */
  record Span(int from, int to) {}

  /** Where they stand in a text that is JSON. */
  static Spans of(byte[] json) {
    List<Span> values = new ArrayList<>();
    List<Span> members = new ArrayList<>();
    Deque<Integer> open = new ArrayDeque<>();
    Deque<Integer> names = new ArrayDeque<>();
    try (JsonParser parser = FACTORY.createParser(json)) {
      boolean named = false;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        int from = (int) parser.currentTokenLocation().getByteOffset();
        if (token == JsonToken.FIELD_NAME) {
          names.push(from);
          named = true;
        } else if (token.isStructStart()) {
          open.push(from);
          open.push(named ? 1 : 0);
          named = false;
        } else {
          parser.finishToken();
          int to = (int) parser.currentLocation().getByteOffset();
          boolean member = token.isStructEnd() ? open.pop() == 1 : named;
          Span value = new Span(token.isStructEnd() ? open.pop() : from, to);
          values.add(value);
          if (member) {
            members.add(new Span(names.pop(), to));
          }
          named = false;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Spans(values, members);
  }
}
