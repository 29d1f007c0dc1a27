package io.tocsin.reasoning;

import io.tocsin.config.Failure;
import io.tocsin.config.Settings;
import io.tocsin.config.SettingsReader;
import io.tocsin.config.SharedSettings;
import io.tocsin.status.logs.Logs;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The reasoning application as a program: {@code [--config FILE]}. It ends with 2 when a setting is
 * wrong, with 3 when the broker or its topics are not as they must be, with 1 after any other fatal
 * fault, and, told to stop by a signal, in good order.
 */
public final class Main {
  private static final Logger LOG = LoggerFactory.getLogger(Main.class);

  private Main() {}

  /** Runs the application until it is told to stop or fails. */
  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments), System.getenv(), System.err));
  }

  /** Runs the application; returns the exit code, after saying why in one line. */
  static int run(List<String> arguments, Map<String, String> environment, PrintStream complaints) {
    try {
      Settings settings =
          ReasoningSettings.reader().read(SettingsReader.file(arguments), environment);
      Logs.configure(settings.string(SharedSettings.LOG_FORMAT));
      LOG.info("Settings: {}", settings);
      runUntilStopped(new ReasoningApp(ReasoningSettings.config(settings)));
      return 0;
    } catch (RuntimeException e) {
      Failure failure = Failure.of(e);
      complaints.println("tocsin reasoning: " + failure.line());
      return failure.exitCode();
    }
  }

  private static void runUntilStopped(ReasoningApp app) {
    Runtime.getRuntime().addShutdownHook(new Thread(app::close, "stop"));
    try (app) {
      app.start();
      LOG.info("Reasoning runs; health and metrics at {}", app.statusAddress());
      app.stopped().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }
}
