package io.tocsin.bench.engine;

import com.sun.management.OperatingSystemMXBean;
import io.tocsin.local.cli.Kafka;
import io.tocsin.schemas.json.Json;
import io.tocsin.scorer.ScorerConfig;
import io.tocsin.scorer.ScorerSettings;
import io.tocsin.status.logs.Logs;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/**
 * One contender in a process of its own: it works the warm-up off, then the input, and prints the
 * {@link Run} of the latter as JSON.
 */
public final class ContenderProgram {
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  private ContenderProgram() {}

  /** Does the task that is given as JSON. */
  public static void main(String[] arguments) throws IOException {
    Logs.configure("quiet");
    Task task = Json.mapper().readValue(arguments[0], Task.class);
    work(task, task.warmUp(), null);
    Run run = work(task, task.input(), task.recording());
    System.out.println(new String(Json.write(run), StandardCharsets.UTF_8));
    System.exit(0);
  }

  private static Run work(Task task, Filled input, @Nullable String recording) throws IOException {
    ScorerConfig config = config(task, input);
    try (Admin admin = Kafka.admin(config.kafka());
        Contender.Working working = task.contender().prepare(config, input, admin);
        Recorder recorder = Recorder.of(recording)) {
      Map<String, Long> threadsBefore = ThreadTimes.nanos();
      long cpu = cpuNanos();
      long begun = System.nanoTime();
      working.start();
      Kafka.await("every report to be counted", PATIENCE, working::counted);
      double seconds = secondsSince(begun);
      double cpuMicros = (cpuNanos() - cpu) / 1e3 / input.reports();
      Kafka.await("every pair to be scored", PATIENCE, working::settled);
      double settledSeconds = secondsSince(begun);
      double settledCpuMicros = (cpuNanos() - cpu) / 1e3 / input.reports();
      Map<String, Double> byThreads =
          ThreadTimes.microsSince(threadsBefore, ThreadTimes.nanos(), input.reports());
      recorder.stop();
      return new Run(
          input.reports(),
          seconds,
          cpuMicros,
          settledSeconds,
          settledCpuMicros,
          working.pairs(),
          Resident.megabytes("VmRSS"),
          Resident.megabytes("VmHWM"),
          byThreads);
    }
  }

  private static ScorerConfig config(Task task, Filled input) {
    String name = task.name() + (input.equals(task.warmUp()) ? "-warm-up" : "");
    Map<String, String> settings = new HashMap<>(task.settings());
    settings.put("TOCSIN_KAFKA_BOOTSTRAP_SERVERS", task.bootstrapServers());
    settings.put("TOCSIN_TOPIC_PREFIX", input.prefix());
    settings.put("TOCSIN_SCORER_APPLICATION_ID", name);
    settings.put("TOCSIN_SCORER_STATE_DIR", Path.of(task.directory(), name).toString());
    settings.put("TOCSIN_SCORER_HTTP_PORT", "0");
    settings.put("TOCSIN_SCORING_AS_OF", "newest_receipt");
    return ScorerSettings.config(ScorerSettings.reader().read(null, settings));
  }

  private static double secondsSince(long begun) {
    return (System.nanoTime() - begun) / 1e9;
  }

  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }
}
