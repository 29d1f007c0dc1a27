package io.tocsin.bench.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** This process's memory, as Linux counts it. */
final class Resident {
  private Resident() {}

  /**
   * A figure in megabytes.
   *
   * @param field of {@code /proc/self/status}, such as {@code VmRSS}
   */
  static double megabytes(String field) throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith(field + ":"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElse(Double.NaN);
  }
}
