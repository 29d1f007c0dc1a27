package io.tocsin.bench.recovery;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.local.cli.Kafka;
import io.tocsin.schemas.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A scorer as a user starts it: by the launcher, which becomes the scorer's process. */
final class LaunchedScorer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Pattern RUNS =
      Pattern.compile("The scorer runs; health and metrics at ([^\"\\s]+)");
  private static final Pattern TOOK = Pattern.compile("The start took ([^\"]+)");

  private final Process process;
  private final Path log;
  private final long begun = System.nanoTime();

  private LaunchedScorer(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Starts the launcher and returns at once. */
  static LaunchedScorer start(Path launcher, Path log, Map<String, String> settings) {
    ProcessBuilder builder =
        new ProcessBuilder(launcher.toString(), "scorer")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(settings);
    try {
      return new LaunchedScorer(builder.start(), log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until it runs; returns the seconds since the launcher was started. */
  double awaitRunning() {
    Kafka.await("the scorer to run", PATIENCE, () -> RUNS.matcher(output()).find());
    return (System.nanoTime() - begun) / 1e9;
  }

  /** Its own account of the start. */
  String startTimes() {
    Kafka.await("the times of the start", PATIENCE, () -> TOOK.matcher(output()).find());
    return first(TOOK);
  }

  /** Tasks that it works on, and those that it keeps copies for. */
  Tasks tasks() {
    try (var answer = URI.create(first(RUNS)).resolve("/health/detailed").toURL().openStream()) {
      for (JsonNode component : Json.mapper().readTree(answer).findParents("standby")) {
        return new Tasks(component.get("active").size(), component.get("standby").size());
      }
      return new Tasks(0, 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Tasks of one instance.
   *
   * @param active that it works on
   * @param standby that it keeps copies for
   */
  record Tasks(int active, int standby) {}

  /** Kills it; it has no time to do anything. */
  void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** Stops it in good order. */
  void stop() {
    process.destroy();
    awaitEnd();
  }

  private void awaitEnd() {
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private String first(Pattern pattern) {
    Matcher matcher = pattern.matcher(output());
    return matcher.find() ? matcher.group(1) : "";
  }

  private String output() {
    if (!process.isAlive()) {
      throw new IllegalStateException("the scorer ended, see " + log);
    }
    try {
      return Files.readString(log, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
