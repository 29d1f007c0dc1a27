package io.tocsin.local.process;

import io.tocsin.config.EnvironmentException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A program of Tocsin in a process of its own. It keeps its ports, directories and log when it is
 * started again. Closing kills it. Signals and figures of the process need a Linux.
 */
public abstract class AppProcess implements AutoCloseable {
  /** How long a start or an end may take on a slow machine. */
  public static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final Duration POLL = Duration.ofMillis(20);
  private static final Duration END_OF_KILLED = Duration.ofSeconds(30);
  private static final int TAIL = 30;

  private final Program program;
  private @Nullable Process process;
  private long logBefore;

  AppProcess(Program program) {
    this.program = program;
  }

  /** Starts the program, for the first time or again, and returns at once. */
  public final void start() {
    if (alive()) {
      throw new IllegalStateException(program.name() + " runs already");
    }
    try {
      Path log = program.log();
      Files.createDirectories(log.toAbsolutePath().getParent());
      logBefore = Files.exists(log) ? Files.size(log) : 0;
      process = program.builder().start();
    } catch (IOException e) {
      throw new EnvironmentException("%s cannot be started: %s".formatted(program.name(), e), e);
    }
  }

  /** Whether it does its work by now. */
  public abstract boolean ready();

  /**
   * Returns when it does its work.
   *
   * @throws EnvironmentException if it ends before, or takes longer; with the end of its log
   */
  public final void awaitReady(Duration patience) {
    await("to be ready", patience, () -> !alive() || ready());
    if (!alive()) {
      throw new EnvironmentException(
          "%s ended with %d before it was ready: %s"
              .formatted(program.name(), started().exitValue(), tail()));
    }
  }

  /** Returns when it does its work; waits two minutes at most. */
  public final void awaitReady() {
    awaitReady(PATIENCE);
  }

  /** Asks it to stop, as orchestrators do: SIGTERM. */
  public final void terminate() {
    started().destroy();
  }

  /** Kills it, as kill -9 does, paused or not; returns when it is gone. */
  public final void kill() {
    started().destroyForcibly();
    awaitExit(END_OF_KILLED);
  }

  /** Stops its threads where they are: SIGSTOP. */
  public final void pause() {
    signal("STOP");
  }

  /** Lets its threads go on: SIGCONT. */
  public final void resume() {
    signal("CONT");
  }

  /** Writes the stacks of all its threads to its log. */
  public final void dumpThreads() {
    signal("QUIT");
  }

  /**
   * Returns its exit code when it has ended; a signal's number and 128 when one ended it.
   *
   * @throws EnvironmentException if it has not ended by then; with the end of its log
   */
  public final int awaitExit(Duration patience) {
    await("to end", patience, () -> !alive());
    return started().exitValue();
  }

  /** Returns its exit code when it has ended; waits two minutes at most. */
  public final int awaitExit() {
    return awaitExit(PATIENCE);
  }

  /** Whether it was started and has not ended. */
  public final boolean alive() {
    return process != null && process.isAlive();
  }

  /** Process id of the last start. */
  public final long pid() {
    return started().pid();
  }

  /** CPU time since its start; zero once it has ended. */
  public final Duration cpuTime() {
    return started().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Memory that it holds now, in bytes (VmRSS). */
  public final long residentBytes() {
    return statusKibibytes("VmRSS") * 1024;
  }

  /** The most memory that it has held, in bytes (VmHWM). */
  public final long peakResidentBytes() {
    return statusKibibytes("VmHWM") * 1024;
  }

  /** What all its runs have written. */
  public final Path log() {
    return program.log();
  }

  /** What it has written since its last start. */
  public final String output() {
    try {
      byte[] all = Files.exists(log()) ? Files.readAllBytes(log()) : new byte[0];
      int from = (int) Math.min(logBefore, all.length);
      return new String(all, from, all.length - from, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The last lines of {@link #output}. */
  public final String tail() {
    List<String> lines = output().lines().toList();
    return lines.subList(Math.max(0, lines.size() - TAIL), lines.size()).stream()
        .collect(Collectors.joining("\n", "\n", ""));
  }

  /** Kills it if it runs. */
  @Override
  public final void close() {
    if (alive()) {
      kill();
    }
  }

  private void await(String what, Duration patience, BooleanSupplier condition) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new EnvironmentException(
            "Waited %d s in vain for %s (process %d) %s: %s"
                .formatted(patience.toSeconds(), program.name(), pid(), what, tail()));
      }
      try {
        Thread.sleep(POLL);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new EnvironmentException("Interrupted while waiting for " + program.name(), e);
      }
    }
  }

  /** The shell's own kill is there even where no program of that name is. */
  private void signal(String name) {
    try {
      Process kill =
          new ProcessBuilder("sh", "-c", "kill -%s %d".formatted(name, pid()))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!kill.waitFor(END_OF_KILLED.toSeconds(), TimeUnit.SECONDS) || kill.exitValue() != 0) {
        throw new EnvironmentException("Process %d cannot be sent SIG%s".formatted(pid(), name));
      }
    } catch (IOException e) {
      throw new EnvironmentException("There is no shell to send a signal with: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EnvironmentException("Interrupted while sending a signal", e);
    }
  }

  private long statusKibibytes(String field) {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(pid()), "status")).stream()
          .filter(line -> line.startsWith(field + ":"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      throw new EnvironmentException(
          "The memory of process %d cannot be read: %s".formatted(pid(), e), e);
    }
  }

  private Process started() {
    if (process == null) {
      throw new IllegalStateException(program.name() + " was not started");
    }
    return process;
  }
}
