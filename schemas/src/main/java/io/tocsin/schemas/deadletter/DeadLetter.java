package io.tocsin.schemas.deadletter;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Why and whence a record is on a dead-letter topic, as the headers beside its original key, value
 * and headers. All header values are texts in UTF-8.
 *
 * @param message for a person: what is wrong and what to do; never free text of the record
 * @param field path of the field at fault; absent when the whole is wrong
 * @param topic that the record was read from, with its partition and offset there
 * @param stage that refused it, such as {@code intake}
 * @param version of the software that refused it
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

  /** Header of {@link #code}: {@link ErrorCode#code()}. */
  public static final String CODE = PREFIX + "code";

  /** Header of {@link #message}. */
  public static final String MESSAGE = PREFIX + "message";

  /** Header of {@link #field}; not there when the whole is wrong. */
  public static final String FIELD = PREFIX + "field";

  /** Header of {@link #topic}. */
  public static final String TOPIC = PREFIX + "topic";

  /** Header of {@link #partition}, in decimal. */
  public static final String PARTITION = PREFIX + "partition";

  /** Header of {@link #offset}, in decimal. */
  public static final String OFFSET = PREFIX + "offset";

  /** Header of {@link #stage}. */
  public static final String STAGE = PREFIX + "stage";

  /** Header of {@link #version}. */
  public static final String VERSION = PREFIX + "version";

  /** Header of {@link #at}, in the form of ISO 8601 in UTC. */
  public static final String AT = PREFIX + "at";

  /** The dead letter that a refusal makes of the record at an offset. */
  public static DeadLetter of(
      InvalidRecordException refusal,
      String topic,
      int partition,
      long offset,
      String stage,
      String version,
      Instant at) {
    return new DeadLetter(
        refusal.code(),
        String.valueOf(refusal.getMessage()),
        refusal.field(),
        topic,
        partition,
        offset,
        stage,
        version,
        at);
  }

  /** Adds its headers; those of an earlier refusal give way, all others stay. */
  public void writeTo(Headers headers) {
    put(headers, CODE, code.code());
    put(headers, MESSAGE, message);
    put(headers, FIELD, field);
    put(headers, TOPIC, topic);
    put(headers, PARTITION, Integer.toString(partition));
    put(headers, OFFSET, Long.toString(offset));
    put(headers, STAGE, stage);
    put(headers, VERSION, version);
    put(headers, AT, at.toString());
  }

  /**
   * Reads the headers of a dead letter; empty when there is none of them, for then it is no dead
   * letter.
   *
   * @throws InvalidRecordException naming the header that is missing or cannot be read
   */
  public static Optional<DeadLetter> readFrom(Headers headers) {
    boolean any = false;
    for (Header header : headers) {
      any |= header.key().startsWith(PREFIX);
    }
    return any ? Optional.of(read(headers)) : Optional.empty();
  }

  private static DeadLetter read(Headers headers) {
    return new DeadLetter(
        code(required(headers, CODE)),
        required(headers, MESSAGE),
        optional(headers, FIELD),
        required(headers, TOPIC),
        Math.toIntExact(number(headers, PARTITION, Integer.MAX_VALUE)),
        number(headers, OFFSET, Long.MAX_VALUE),
        required(headers, STAGE),
        required(headers, VERSION),
        instant(headers));
  }

  private static void put(Headers headers, String name, @Nullable String value) {
    headers.remove(name);
    if (value != null) {
      headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static @Nullable String optional(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }

  private static String required(Headers headers, String name) {
    String value = optional(headers, name);
    if (value == null) {
      throw new InvalidRecordException(
          ErrorCode.MISSING_FIELD, name, "the header %s is missing".formatted(name));
    }
    return value;
  }

  private static ErrorCode code(String value) {
    for (ErrorCode code : ErrorCode.values()) {
      if (code.code().equals(value)) {
        return code;
      }
    }
    throw new InvalidRecordException(
        ErrorCode.UNKNOWN_VALUE,
        CODE,
        "the header %s holds a code that this version does not know; update it".formatted(CODE));
  }

  private static long number(Headers headers, String name, long most) {
    String value = required(headers, name);
    try {
      long number = Long.parseLong(value);
      if (number < 0 || number > most) {
        throw new InvalidRecordException(
            ErrorCode.OUT_OF_RANGE,
            name,
            "the header %s must be from 0 to %d".formatted(name, most));
      }
      return number;
    } catch (NumberFormatException e) {
      throw new InvalidRecordException(
          ErrorCode.WRONG_TYPE, name, "the header %s must be a whole number".formatted(name));
    }
  }

  private static Instant instant(Headers headers) {
    try {
      return Instant.parse(required(headers, AT));
    } catch (DateTimeException e) {
      throw new InvalidRecordException(
          ErrorCode.INVALID_DATE, AT, "the header %s must be an instant in UTC".formatted(AT));
    }
  }
}
