package io.tocsin.local.scorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.scorer.Main;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The scorer in a process of its own, which a test can stop or kill and whose last words it can
 * read.
 */
public final class ScorerProcess implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Pattern RUNS =
      Pattern.compile("The scorer runs; health and metrics at (\\S+?)\"?[,\\s]");

  private final Process process;
  private final Path log;

  private ScorerProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Starts it with these settings, by variable; its log goes to a new file of the directory. */
  public static ScorerProcess start(Path directory, Map<String, String> settings)
      throws IOException {
    Path log = Files.createTempFile(directory, "scorer", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-Xmx512m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Main.class.getName()))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(settings);
    return new ScorerProcess(builder.start(), log);
  }

  /** Waits until the scorer says that it runs; returns where it shows its status. */
  URI awaitRunning() {
    return await()
        .atMost(PATIENCE)
        .until(
            () -> {
              assertThat(process.isAlive()).as(output()).isTrue();
              Matcher runs = RUNS.matcher(output());
              return runs.find() ? URI.create(runs.group(1)) : URI.create("");
            },
            address -> !address.getPath().isEmpty() || address.getHost() != null);
  }

  /** Sends the signal that orchestrators send: SIGTERM. */
  public void terminate() {
    process.destroy();
  }

  /** Kills it with SIGKILL, and waits until it is gone. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Waits until it has ended; returns its exit code. */
  public int awaitExit() throws InterruptedException {
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as(output()).isTrue();
    return process.exitValue();
  }

  String output() {
    try {
      return Files.readString(log, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError("the log of the scorer is gone", e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
