package io.tocsin.scorer.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.MemoryPoolMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HeapWatchTest {
  /** What a virtual machine with another collector watches. */
  static final class Watched {
    public static void main(String[] arguments) {
      System.out.print(HeapWatch.ofWhatStays().map(MemoryPoolMXBean::getName).orElse("nothing"));
    }
  }

  @ParameterizedTest
  @CsvSource({"UseSerialGC, Tenured Gen", "UseParallelGC, PS Old Gen", "UseG1GC, G1 Old Gen"})
  void whatStaysIsMeasuredWhateverTheCollector(String collector, String pool)
      throws IOException, InterruptedException {
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+" + collector,
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Watched.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();

    assertThat(new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo(pool);
    assertThat(other.waitFor()).isZero();
  }
}
