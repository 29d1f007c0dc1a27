package io.tocsin.schemas.deadletter;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Why a record was refused and where it came from, as headers of the dead letter that carries the
 * record's own key, value and headers.
 *
 * @param field path of the field at fault; absent when the whole is wrong
 * @param topic it was read from, with partition and offset
 * @param stage of the pipeline that refused it
 * @param version of Tocsin that refused it
 * @param at wall-clock time of the refusal
 */
public record DeadLetter(
    ErrorCode code,
    String message,
    @Nullable String field,
    String topic,
    int partition,
    long offset,
    String stage,
    String version,
    Instant at) {
  private static final String PREFIX = "tocsin.error.";

  /** Adds the headers, in place of any that an earlier refusal left. */
  public void writeTo(Headers headers) {
    put(headers, "code", code.code());
    put(headers, "message", message);
    put(headers, "field", field);
    put(headers, "topic", topic);
    put(headers, "partition", Integer.toString(partition));
    put(headers, "offset", Long.toString(offset));
    put(headers, "stage", stage);
    put(headers, "version", version);
    put(headers, "at", at.toString());
  }

  /** Reads the headers of a dead letter; empty when they are not all there. */
  public static Optional<DeadLetter> readFrom(Headers headers) {
    Optional<ErrorCode> code =
        Arrays.stream(ErrorCode.values())
            .filter(each -> each.code().equals(get(headers, "code")))
            .findFirst();
    String message = get(headers, "message");
    String topic = get(headers, "topic");
    String partition = get(headers, "partition");
    String offset = get(headers, "offset");
    String stage = get(headers, "stage");
    String version = get(headers, "version");
    String at = get(headers, "at");
    if (code.isEmpty()
        || message == null
        || topic == null
        || partition == null
        || offset == null
        || stage == null
        || version == null
        || at == null) {
      return Optional.empty();
    }
    return Optional.of(
        new DeadLetter(
            code.get(),
            message,
            get(headers, "field"),
            topic,
            Integer.parseInt(partition),
            Long.parseLong(offset),
            stage,
            version,
            Instant.parse(at)));
  }

  private static void put(Headers headers, String name, @Nullable String value) {
    headers.remove(PREFIX + name);
    if (value != null) {
      headers.add(PREFIX + name, value.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static @Nullable String get(Headers headers, String name) {
    Header header = headers.lastHeader(PREFIX + name);
    return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
  }
}
