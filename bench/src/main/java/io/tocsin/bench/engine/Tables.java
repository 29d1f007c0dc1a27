package io.tocsin.bench.engine;

import io.tocsin.local.process.JavaOptions;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The figures for people. */
final class Tables {
  private static final double LEAST_SHARE = 0.01;

  private final PrintStream out;

  Tables(PrintStream out) {
    this.out = out;
  }

  void machine(Profile profile, String heap) {
    out.printf(
        Locale.ROOT,
        "machine   %d CPUs, %s, Java %s%n",
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.arch"),
        Runtime.version());
    out.printf(
        Locale.ROOT, "settings  %s %s%n", profile.label(), new TreeMap<>(profile.settings()));
    out.printf(Locale.ROOT, "JVM       %s -Xmx%s%n", String.join(" ", JavaOptions.LAUNCHER), heap);
  }

  void input(Filled input) {
    out.printf(
        Locale.ROOT,
        "input     %,d reports of %,d bytes of JSON with %.2f pairs, %d partitions%n%n",
        input.reports(),
        input.bytes() / input.reports(),
        (double) input.pairs() / input.reports(),
        Inputs.PARTITIONS);
    out.printf(
        Locale.ROOT,
        "%-14s %10s %10s %8s %8s %10s %8s %10s %8s %8s%n",
        "",
        "reports",
        "reports/s",
        "seconds",
        "CPU µs",
        "to scored",
        "CPU µs",
        "pairs",
        "RSS MB",
        "peak MB");
  }

  void run(String name, Run run) {
    out.printf(
        Locale.ROOT,
        "%-14s %,10d %,10.0f %8.1f %8.1f %10.1f %8.1f %,10d %8.0f %8.0f%n",
        name,
        run.reports(),
        run.reportsPerSecond(),
        run.seconds(),
        run.cpuMicros(),
        run.settledSeconds(),
        run.settledCpuMicros(),
        run.pairs(),
        run.residentMegabytes(),
        run.peakMegabytes());
  }

  void summary(Rounds rounds) {
    out.printf(Locale.ROOT, "%nmedians%n");
    rounds.medians().forEach(this::run);
    out.printf(Locale.ROOT, "%nratios, ours by theirs, median over the rounds%n");
    rounds.ratios().forEach((name, ratio) -> out.printf(Locale.ROOT, "%-32s %8.3f%n", name, ratio));
  }

  void stages(Map<String, Double> micros) {
    double all = micros.values().stream().mapToDouble(Double::doubleValue).sum();
    out.printf(Locale.ROOT, "%n%-40s %8s %8s%n", "CPU by stage, until all are scored", "µs", "%");
    micros.entrySet().stream()
        .filter(each -> each.getValue() >= all * LEAST_SHARE)
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .forEach(
            each ->
                out.printf(
                    Locale.ROOT,
                    "%-40s %8.2f %8.1f%n",
                    each.getKey(),
                    each.getValue(),
                    each.getValue() / all * 100));
    out.printf(Locale.ROOT, "%-40s %8.2f%n%n", "all, with what is less than 1 % each", all);
  }

  void latencies(double highest) {
    out.printf(
        Locale.ROOT, "%nreport in, alert out; loads of %,.0f reports/s; milliseconds%n", highest);
    out.printf(
        Locale.ROOT,
        "%6s %10s %8s %8s %8s %8s %8s %9s %8s %8s %8s%n",
        "load",
        "reports/s",
        "alerts",
        "missing",
        "p50",
        "p99",
        "max",
        "backlog",
        "CPU µs",
        "RSS MB",
        "peak MB");
  }

  void latency(Latency.Figures load) {
    out.printf(
        Locale.ROOT,
        "%5.0f%% %,10.0f %,8d %,8d %8.0f %8.0f %8.0f %,9d %8.1f %8.0f %8.0f%n",
        load.load() * 100,
        load.sent(),
        load.alerts(),
        load.missing(),
        load.p50(),
        load.p99(),
        load.max(),
        load.backlog(),
        load.cpuMicros(),
        load.residentMegabytes(),
        load.peakMegabytes());
  }
}
