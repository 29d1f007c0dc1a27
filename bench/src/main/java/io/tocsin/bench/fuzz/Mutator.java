package io.tocsin.bench.fuzz;

import io.tocsin.bench.fuzz.Spans.Span;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Makes records that are nearly right out of records that are: bytes are flipped, cut, doubled and
 * spliced; members are taken away, doubled and renamed; values give way to ones that readers
 * stumble over. The same for the same seed.
 */
public final class Mutator {
  private static final int MOST_CHANGES = 3;

  /** One record in so many gets a value of many kilobytes. */
  private static final int LARGE = 50;

  /** In the binary form of internal records: 2³¹ − 1, 2³¹, -1, and one that never ends. */
  private static final byte[][] LARGE_NUMBERS = {
    {-1, -1, -1, -1, 7},
    {-128, -128, -128, -128, 8},
    {-1, -1, -1, -1, -1, -1, -1, -1, -1, 1},
    {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1}
  };

  private static final List<String> HOSTILE =
      List.of(
          "null",
          "true",
          "0",
          "-1",
          "-0.0",
          "1.5",
          "1e400",
          "-1e400",
          "1e-400",
          "4.9e-324",
          "1.7976931348623157e308",
          "NaN",
          "Infinity",
          "2147483647",
          "2147483648",
          "-2147483649",
          "9007199254740993",
          "9223372036854775807",
          "9223372036854775808",
          "00",
          "0x10",
          "[]",
          "{}",
          "[null]",
          "[[]]",
          "{\"\":0}",
          "{\"\\ud800\":0.5}",
          "{\"a\":0.5,\"a\":0.5}",
          "\"\"",
          "\" \"",
          "\"\u2003\u00a0\"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"\\udc00\\ud800\"",
          "\"\\ud83d\\ude00\"",
          "\"a|b\\\\|c\"",
          "\"\ufb01\u212b\u00df\u0149\"",
          "\"FI\u00c5SS\"",
          "\"\ufdfa\"",
          "\"e\u0301\u0301\u0301\"",
          "\"\u3164\"",
          "\"\ufeff\"",
          "\"0000-01-01\"",
          "\"0001-01-01\"",
          "\"0000-12-31\"",
          "\"9999-12-31\"",
          "\"+10000-01-01\"",
          "\"-0001-01-01\"",
          "\"2026-02-30\"",
          "\"2024-02-29\"",
          "\"1582-10-10\"",
          "\"2024-1-1\"",
          "\"active\"",
          "\"nullified\"",
          "\"Active\"");

  private final Random random;
  private byte[] before = {};

  /** Starts a sequence of changes. */
  public Mutator(long seed) {
    random = new Random(seed);
  }

  /**
   * Changes a JSON object, or leaves one in five as it is.
   *
   * @param record valid JSON
   */
  public byte[] json(byte[] record) {
    byte[] result = record;
    if (random.nextInt(10) < 7) {
      result = changed(record, Spans.of(record));
    }
    if (random.nextInt(10) < 3) {
      result = bytes(result);
    }
    before = record;
    return result;
  }

  /** Changes bytes that need not be JSON, once to three times. */
  public byte[] bytes(byte[] record) {
    byte[] result = record;
    for (int left = 1 + random.nextInt(MOST_CHANGES); left > 0; left--) {
      result = damaged(result);
    }
    return result;
  }

  /** One change that mostly leaves JSON. */
  private byte[] changed(byte[] record, Spans at) {
    Span value = at.values().get(random.nextInt(at.values().size()));
    Span member = at.members().get(random.nextInt(at.members().size()));
    Span other = at.members().get(random.nextInt(at.members().size()));
    return switch (random.nextInt(12)) {
      case 0 -> spliced(record, member, slice(record, other));
      case 1 -> spliced(record, member, doubled(slice(record, member), ","));
      case 2 -> spliced(record, member, utf8("\"unknown\":" + hostile()));
      case 3 ->
          spliced(
              record, value, slice(record, at.values().get(random.nextInt(at.values().size()))));
      case 4 -> spliced(record, value, doubled(slice(record, value), ","));
      case 5 -> spliced(record, member, utf8("\"\\ud83d\":" + hostile()));
      default -> spliced(record, value, utf8(hostile()));
    };
  }

  private String hostile() {
    if (random.nextInt(LARGE) > 0) {
      return HOSTILE.get(random.nextInt(HOSTILE.size()));
    }
    return switch (random.nextInt(8)) {
      case 0 -> "[".repeat(200) + "]".repeat(200);
      case 1 -> "{\"a\":".repeat(40) + "1" + "}".repeat(40);
      case 2 -> "9".repeat(1 + random.nextInt(2000));
      case 3 -> "\"" + "\ufdfa".repeat(1 + random.nextInt(500)) + "\"";
      case 4 -> "\"" + "x".repeat(1 + random.nextInt(70_000)) + "\"";
      case 5 -> list("0", 1 + random.nextInt(12_000));
      case 6 -> list("\"2020-01-0%d\"".formatted(1 + random.nextInt(9)), random.nextInt(500));
      default -> "\"" + "\\ud83d\\ude00".repeat(1 + random.nextInt(600)) + "\"";
    };
  }

  private static String list(String member, int size) {
    return "[" + String.join(",", Collections.nCopies(size, member)) + "]";
  }

  /** One change that minds no form. */
  private byte[] damaged(byte[] record) {
    if (record.length == 0) {
      return new byte[] {(byte) random.nextInt(256)};
    }
    int from = random.nextInt(record.length);
    int to = Math.min(record.length, from + random.nextInt(40));
    Span some = new Span(from, to);
    return switch (random.nextInt(8)) {
      case 0 -> Arrays.copyOf(record, from);
      case 1 -> Arrays.copyOfRange(record, from, record.length);
      case 2 -> spliced(record, some, new byte[0]);
      case 3 -> spliced(record, some, doubled(slice(record, some), ""));
      case 4 -> spliced(record, some, anyBytes());
      case 5 -> joined(Arrays.copyOf(record, from), half());
      default -> flipped(record, from);
    };
  }

  private byte[] half() {
    return Arrays.copyOfRange(before, random.nextInt(before.length + 1), before.length);
  }

  private byte[] anyBytes() {
    if (random.nextBoolean()) {
      return LARGE_NUMBERS[random.nextInt(LARGE_NUMBERS.length)].clone();
    }
    byte[] any = new byte[random.nextInt(20)];
    random.nextBytes(any);
    return any;
  }

  private byte[] flipped(byte[] record, int at) {
    byte[] flipped = record.clone();
    flipped[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
    return flipped;
  }

  private static byte[] spliced(byte[] record, Span away, byte[] instead) {
    return joined(
        joined(Arrays.copyOf(record, away.from()), instead),
        Arrays.copyOfRange(record, away.to(), record.length));
  }

  private static byte[] slice(byte[] record, Span span) {
    return Arrays.copyOfRange(record, span.from(), span.to());
  }

  private static byte[] doubled(byte[] part, String between) {
    return joined(joined(part, utf8(between)), part);
  }

  private static byte[] joined(byte[] first, byte[] second) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream(first.length + second.length);
    joined.writeBytes(first);
    joined.writeBytes(second);
    return joined.toByteArray();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
