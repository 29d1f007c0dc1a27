package io.tocsin.bench.engine;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * CPU time of this process by kind of thread, as Linux counts it: the collector's and the
 * compiler's threads too, which no profile of Java code sees. Threads that have ended are missing.
 */
final class ThreadTimes {
  /** Threads that run Java. */
  static final String JAVA = "java";

  private ThreadTimes() {}

  /** Nanoseconds since the start of the process. */
  static Map<String, Long> nanos() throws IOException {
    Map<String, Long> times = new TreeMap<>();
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
      for (Path thread : threads) {
        try {
          String name = Files.readString(thread.resolve("comm")).strip();
          String onCpu = Files.readString(thread.resolve("schedstat")).split(" ", 2)[0];
          times.merge(kind(name), Long.parseLong(onCpu.strip()), Long::sum);
        } catch (NoSuchFileException ended) {
          // Its time is not known.
        }
      }
    }
    return times;
  }

  /** Microseconds per report between two measurements; only kinds that took any. */
  static Map<String, Double> microsSince(
      Map<String, Long> before, Map<String, Long> after, long reports) {
    Map<String, Double> micros = new TreeMap<>();
    after.forEach(
        (kind, nanos) -> {
          double each = (nanos - before.getOrDefault(kind, 0L)) / 1e3 / reports;
          if (each > 0) {
            micros.put(kind, each);
          }
        });
    return micros;
  }

  /** Linux keeps 15 characters of a name. */
  private static String kind(String name) {
    if (name.startsWith("GC Thread") || name.startsWith("G1 ") || name.startsWith("VM ")) {
      return "collector";
    }
    if (name.startsWith("C1 Comp") || name.startsWith("C2 Comp")) {
      return "compiler";
    }
    if (name.startsWith("JFR ")) {
      return "recorder";
    }
    return JAVA;
  }
}
