package io.tocsin.scorer;

import io.tocsin.config.Failure;
import io.tocsin.config.Settings;
import io.tocsin.config.SettingsReader;
import io.tocsin.config.SharedSettings;
import io.tocsin.scorer.memory.HeapWatch;
import io.tocsin.scorer.memory.MemoryBudget;
import io.tocsin.status.logs.Logs;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The scorer as a program: {@code [--config FILE]}. It ends with 2 when a setting is wrong, with 3
 * when the broker, its topics or the state directory are not as they must be, with 1 after any
 * other fatal fault, and, told to stop by a signal, in good order.
 */
public final class Main {
  private static final Duration START_PATIENCE = Duration.ofMinutes(30);
  private static final Duration STOP_RESERVE = Duration.ofSeconds(4);
  private static final Logger LOG = LoggerFactory.getLogger(Main.class);

  private Main() {}

  /** Runs the scorer until it is told to stop or fails. */
  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments), System.getenv(), System.err));
  }

  /** Runs the scorer; returns the exit code, after saying why in one line. */
  static int run(List<String> arguments, Map<String, String> environment, PrintStream complaints) {
    try {
      Settings settings = ScorerSettings.reader().read(SettingsReader.file(arguments), environment);
      Logs.configure(settings.string(SharedSettings.LOG_FORMAT));
      LOG.info("Settings: {}", settings);
      LOG.info("Memory: {}", MemoryBudget.ofThisProcess().line());
      ScorerConfig config = ScorerSettings.config(settings);
      runUntilStopped(new ScorerApp(config), config.engine().stopTimeout().plus(STOP_RESERVE));
      return 0;
    } catch (RuntimeException e) {
      Failure failure = Failure.of(e);
      complaints.println("tocsin scorer: " + failure.line());
      return failure.exitCode();
    }
  }

  private static void runUntilStopped(ScorerApp scorer, Duration patience) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(scorer, patience), "stop"));
    try (scorer;
        HeapWatch _ = new HeapWatch(LOG::warn)) {
      scorer.start();
      scorer.awaitRunning(START_PATIENCE);
      LOG.info("The scorer runs; health and metrics at {}", scorer.statusAddress());
      LOG.info("The start took {}", scorer.startTimes());
      scorer.stopped().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** Streams cannot be stopped while it starts, so the wait ends when patience does. */
  private static void stop(ScorerApp scorer, Duration patience) {
    try {
      Thread closing = Thread.ofPlatform().daemon().start(scorer::close);
      if (!closing.join(patience)) {
        LOG.warn("The scorer did not stop within {} s and is cut off", patience.toSeconds());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
