package io.tocsin.bench.fuzz;

import java.util.Arrays;
import java.util.List;

/**
 * What Jazzer calls, with bytes that it evolves by the branches they reach: {@code bench/run jazzer
 * -max_total_time=600}. The first byte chooses the reader, the others are the record.
 */
public final class ReaderFuzzer {
  private static final List<Target> TARGETS = new Targets(1).all();

  private ReaderFuzzer() {}

  /**
   * Called by name.
   *
   * @throws RuntimeException when a reader neither reads nor refuses, which ends the search
   */
  public static void fuzzerTestOneInput(byte[] data) {
    if (data.length == 0) {
      return;
    }
    Target target = TARGETS.get(Byte.toUnsignedInt(data[0]) % TARGETS.size());
    try {
      target.reading().read(Arrays.copyOfRange(data, 1, data.length));
    } catch (Target.Refused expected) {
      return;
    }
  }
}
