package io.tocsin.schemas.deadletter;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * What of a refused record goes into its dead letter: all of it, unless the letter would be larger
 * than what a broker takes by default. A record of many megabytes can arrive, for brokers bound
 * compressed batches; if its letter could not be written, it would stop the scorer for good.
 *
 * <p>Of a record over the bound, the beginning of its key and of its value stay; its headers go if
 * they are what is too large. The header {@link #CUT} then says how large the parts were. The whole
 * lies where {@link DeadLetter#TOPIC} and its fellows point.
 */
public final class LetterContent {
  /** Header of a letter that was cut: bytes of the record's key, value and headers. */
  public static final String CUT = "tocsin.error.cut";

  /** Most bytes of a whole record that a letter holds. */
  public static final int LARGEST = 960 * 1024;

  private static final int LARGEST_PART = 64 * 1024;
  private static final int LARGEST_VALUE = LARGEST - 2 * LARGEST_PART;

  private final byte @Nullable [] key;
  private final byte @Nullable [] value;
  private final Headers headers;

  private LetterContent(byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
    this.key = key;
    this.value = value;
    this.headers = headers;
  }

  /** The content of the letter of a record. */
  public static LetterContent of(
      byte @Nullable [] key, byte @Nullable [] value, Iterable<Header> recordHeaders) {
    RecordHeaders headers = new RecordHeaders(recordHeaders);
    headers.remove(CUT);
    long keyBytes = size(key);
    long valueBytes = size(value);
    long headerBytes = size(headers);
    if (keyBytes + valueBytes + headerBytes <= LARGEST) {
      return new LetterContent(key, value, headers);
    }
    RecordHeaders kept = headerBytes > LARGEST_PART ? new RecordHeaders(List.of()) : headers;
    String cut = "key=%d value=%d headers=%d".formatted(keyBytes, valueBytes, headerBytes);
    kept.add(CUT, cut.getBytes(StandardCharsets.UTF_8));
    return new LetterContent(first(key, LARGEST_PART), first(value, LARGEST_VALUE), kept);
  }

  /** The letter's key; not a copy. */
  public byte @Nullable [] key() {
    return key;
  }

  /** The letter's value; not a copy. */
  public byte @Nullable [] value() {
    return value;
  }

  /** The letter's headers, for the reason of the refusal to be added. */
  public Headers headers() {
    return headers;
  }

  private static byte @Nullable [] first(byte @Nullable [] bytes, int most) {
    return bytes == null || bytes.length <= most ? bytes : Arrays.copyOf(bytes, most);
  }

  private static long size(byte @Nullable [] bytes) {
    return bytes == null ? 0 : bytes.length;
  }

  private static long size(Headers headers) {
    long size = 0;
    for (Header header : headers) {
      size += header.key().length() + size(header.value());
    }
    return size;
  }
}
