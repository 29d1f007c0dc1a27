package io.tocsin.reasoning.assessment;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * That a model is to be asked again, because rules had to answer: travels as headers of the alert
 * on the topic of retries.
 *
 * @param since when the alert was put off first
 * @param notBefore when to ask again
 * @param attempt how often it was put off, from 1
 * @param supersedes reasoning id of the detection that is published meanwhile
 */
public record Deferral(Instant since, Instant notBefore, int attempt, String supersedes) {
  private static final String SINCE = "tocsin-deferred-since";
  private static final String NOT_BEFORE = "tocsin-not-before";
  private static final String ATTEMPT = "tocsin-attempt";
  private static final String SUPERSEDES = "tocsin-supersedes";

  /** The same alert, put off once more. */
  public Deferral again(Instant next) {
    return new Deferral(since, next, attempt + 1, supersedes);
  }

  /** Adds it to a record's headers. */
  public void writeTo(Headers headers) {
    put(headers, SINCE, since.toString());
    put(headers, NOT_BEFORE, notBefore.toString());
    put(headers, ATTEMPT, Integer.toString(attempt));
    put(headers, SUPERSEDES, supersedes);
  }

  /** Reads it from a record's headers; empty when they hold none that can be read. */
  public static Optional<Deferral> readFrom(Headers headers) {
    try {
      return Optional.of(
          new Deferral(
              Instant.parse(text(headers, SINCE)),
              Instant.parse(text(headers, NOT_BEFORE)),
              Integer.parseInt(text(headers, ATTEMPT)),
              text(headers, SUPERSEDES)));
    } catch (DateTimeParseException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static void put(Headers headers, String name, String value) {
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null
        ? ""
        : new String(header.value(), StandardCharsets.UTF_8);
  }
}
