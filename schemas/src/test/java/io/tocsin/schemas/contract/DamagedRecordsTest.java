package io.tocsin.schemas.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.schemas.deadletter.ErrorCode;
import io.tocsin.schemas.deadletter.InvalidRecordException;
import io.tocsin.schemas.json.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What arrives when senders, disks and wires do their worst. */
final class DamagedRecordsTest {
  private static final int RECORDS = 4_000;
  private static final List<byte[]> FRAGMENTS =
      List.of(
              "null",
              "true",
              "0",
              "-1",
              "1.5",
              "1e999",
              "-1e-999",
              "NaN",
              "Infinity",
              "\"\"",
              "99999999999999999999",
              "{",
              "}",
              "[",
              "]",
              ",",
              ":",
              "\"",
              "\\",
              "\\ud800",
              "{}",
              "[]",
              "\"x\":1,",
              "\"version\":2,",
              "\"drug\":\"X\",",
              "[[[[[[[[[[[[[[[[[[[[",
              "\u0000",
              "é",
              "\uFEFF",
              "/*",
              "'")
          .stream()
          .map(fragment -> fragment.getBytes(UTF_8))
          .toList();

  static List<Contract<?>> contracts() {
    return Contract.all();
  }

  @ParameterizedTest
  @MethodSource("contracts")
  @Timeout(60)
  void aDamagedRecordIsReadOrRefusedAndNothingElseHappens(Contract<?> contract) {
    Random random = new Random(20_261_120);
    List<byte[]> originals = new ArrayList<>();
    contract.examples().forEach(example -> originals.add(Json.write(example)));
    Map<ErrorCode, Integer> refusals = new EnumMap<>(ErrorCode.class);
    int read = 0;
    for (int i = 0; i < RECORDS; i++) {
      byte[] damaged = damage(originals.get(random.nextInt(originals.size())), random);
      try {
        assertThat(contract.reader().apply(damaged)).isNotNull();
        read++;
      } catch (InvalidRecordException e) {
        refusals.merge(e.code(), 1, Integer::sum);
        assertThat(e).hasMessageNotContainingAny("com.fasterxml", "java.");
      } catch (RuntimeException e) {
        throw new AssertionError(HexFormat.of().formatHex(damaged), e);
      }
    }
    assertThat(read).as("some damage does no harm").isGreaterThan(RECORDS / 100);
    assertThat(refusals).hasSizeGreaterThan(7);
  }

  private static byte[] damage(byte[] original, Random random) {
    byte[] damaged = original;
    for (int times = random.nextInt(3); times >= 0; times--) {
      int from = random.nextInt(damaged.length);
      int to = Math.min(damaged.length, from + 1 + random.nextInt(12));
      damaged =
          switch (random.nextInt(6)) {
            case 0 -> flipped(damaged, from, random);
            case 1 -> joined(damaged, from, new byte[0], to);
            case 2 -> joined(damaged, to, Arrays.copyOfRange(damaged, from, to), to);
            case 3 -> joined(damaged, from, fragment(random), from);
            case 4 -> joined(damaged, from, fragment(random), to);
            default -> random.nextInt(8) == 0 ? Arrays.copyOf(damaged, to) : damaged;
          };
    }
    return damaged;
  }

  private static byte[] flipped(byte[] bytes, int at, Random random) {
    byte[] flipped = bytes.clone();
    flipped[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
    return flipped;
  }

  private static byte[] fragment(Random random) {
    return FRAGMENTS.get(random.nextInt(FRAGMENTS.size()));
  }

  /** The bytes up to {@code head}, then some others, then the bytes from {@code tail} on. */
  private static byte[] joined(byte[] bytes, int head, byte[] middle, int tail) {
    byte[] joined = new byte[head + middle.length + bytes.length - tail];
    System.arraycopy(bytes, 0, joined, 0, head);
    System.arraycopy(middle, 0, joined, head, middle.length);
    System.arraycopy(bytes, tail, joined, head + middle.length, bytes.length - tail);
    return joined;
  }
}
