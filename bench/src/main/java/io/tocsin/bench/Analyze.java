package io.tocsin.bench;

import com.sun.management.OperatingSystemMXBean;
import de.siegmar.fastcsv.reader.CsvReader;
import io.tocsin.batch.csv.FlatFile;
import io.tocsin.local.Tocsin;
import io.tocsin.schemas.json.Json;
import io.tocsin.status.logs.Logs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What {@code tocsin analyze} costs on a flat file, beside a plain single-threaded read of the same
 * file: once its lines only, once its fields by FastCSV. Each runs in a process of its own, several
 * times, with the options of the launcher; the one of median CPU time is shown. Times are the whole
 * process's, its start and compilation included.
 *
 * <p>{@code bench/run Analyze [rows | FILE] [runs]}
 */
public final class Analyze {
  private static final long ROWS = 5_000_000;
  private static final int RUNS = 3;
  private static final long SEED = 1;

  private Analyze() {}

  /**
   * What one process took.
   *
   * @param what it did
   * @param wall seconds from the start of the JVM
   * @param cpu seconds of all its threads
   * @param peakMegabytes of memory that was resident
   */
  record Cost(String what, double wall, double cpu, double peakMegabytes) {}

  /** Measures, and prints a table and JSON; in a child process, one of the programs measured. */
  public static void main(String[] arguments) throws Exception {
    Logs.configure("quiet");
    List<String> words = List.of(arguments);
    if (!words.isEmpty() && words.getFirst().equals("--child")) {
      child(words.get(1), Path.of(words.get(2)));
      return;
    }
    String input = words.isEmpty() ? Long.toString(ROWS) : words.getFirst();
    int runs = words.size() > 1 ? Integer.parseInt(words.get(1)) : RUNS;
    Path directory = Files.createTempDirectory("tocsin-bench-");
    try {
      boolean generated = input.matches("\\d+");
      Path file = generated ? directory.resolve("rows.csv") : Path.of(input);
      if (generated) {
        new GeneratedRows(SEED).write(file, Long.parseLong(input));
      }
      measure(file, runs);
    } finally {
      delete(directory);
    }
  }

  private static void measure(Path file, int runs) throws IOException, InterruptedException {
    System.out.printf(
        Locale.ROOT,
        "machine: %d CPUs, Java %s; %,d bytes, median of %d runs%n%-8s %8s %8s %10s%n",
        Runtime.getRuntime().availableProcessors(),
        Runtime.version(),
        Files.size(file),
        runs,
        "",
        "wall s",
        "CPU s",
        "peak MB");
    List<Cost> costs = new ArrayList<>();
    for (String what : List.of("lines", "fields", "analyze")) {
      Cost cost = median(what, file, runs);
      costs.add(cost);
      System.out.printf(
          Locale.ROOT,
          "%-8s %8.2f %8.2f %10.0f%n",
          what,
          cost.wall(),
          cost.cpu(),
          cost.peakMegabytes());
    }
    double analyze = costs.getLast().cpu();
    System.out.printf(
        Locale.ROOT,
        "beyond reading lines %.2f CPU-s, beyond reading fields %.2f CPU-s%n",
        analyze - costs.get(0).cpu(),
        analyze - costs.get(1).cpu());
    System.out.println(new String(Json.write(costs), StandardCharsets.UTF_8));
  }

  private static Cost median(String what, Path file, int runs)
      throws IOException, InterruptedException {
    List<Cost> costs = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      costs.add(inChild(what, file));
    }
    costs.sort(Comparator.comparingDouble(Cost::cpu));
    return costs.get(runs / 2);
  }

  private static Cost inChild(String what, Path file) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx2g",
                "-cp",
                System.getProperty("java.class.path"),
                Analyze.class.getName(),
                "--child",
                what,
                file.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String last = "";
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        last = line;
      }
    }
    if (process.waitFor() != 0) {
      throw new IOException("measuring " + what + " failed, it said: " + last);
    }
    return Json.mapper().readValue(last, Cost.class);
  }

  private static void child(String what, Path file) throws Exception {
    switch (what) {
      case "lines" -> readLines(file);
      case "fields" -> readFields(file);
      default -> analyze(file);
    }
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long started = ManagementFactory.getRuntimeMXBean().getStartTime();
    Cost cost =
        new Cost(
            what,
            (System.currentTimeMillis() - started) / 1e3,
            system.getProcessCpuTime() / 1e9,
            peakMegabytes());
    System.out.println(new String(Json.write(cost), StandardCharsets.UTF_8));
  }

  private static void readLines(Path file) throws IOException {
    long length = 0;
    try (BufferedReader reader = new BufferedReader(reader(file))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        length += line.length();
      }
    }
    System.out.println(length + " characters in lines");
  }

  private static void readFields(Path file) throws IOException {
    long[] length = {0};
    try (var records = CsvReader.builder().ofCsvRecord(reader(file))) {
      records.forEach(
          record -> {
            for (int field = 0; field < record.getFieldCount(); field++) {
              length[0] += record.getField(field).length();
            }
          });
    }
    System.out.println(length[0] + " characters in fields");
  }

  private static Reader reader(Path file) throws IOException {
    return new InputStreamReader(FlatFile.open(file.toString()), StandardCharsets.UTF_8);
  }

  private static void analyze(Path file) throws IOException {
    Path output = Files.createTempFile("tocsin-bench-", ".csv");
    try {
      int exitCode =
          Tocsin.commandLine().execute("analyze", file.toString(), "-o", output.toString());
      if (exitCode != 0) {
        throw new IOException("tocsin analyze ended with " + exitCode);
      }
    } finally {
      Files.delete(output);
    }
  }

  /** As Linux counts it. */
  private static double peakMegabytes() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElse(Double.NaN);
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path each : files.toList()) {
        Files.delete(each);
      }
    }
    Files.delete(directory);
  }
}
