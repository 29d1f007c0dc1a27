package io.tocsin.local.reason;

import io.tocsin.config.ConfigurationException;
import io.tocsin.config.EnvironmentException;
import io.tocsin.local.detections.DetectionText;
import io.tocsin.reasoning.ReasoningSettings;
import io.tocsin.reasoning.SingleReasoning;
import io.tocsin.schemas.alert.Alert;
import io.tocsin.schemas.deadletter.InvalidRecordException;
import io.tocsin.schemas.detection.Detection;
import io.tocsin.schemas.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reasons about one alert from a file. */
@Command(
    name = "reason",
    description = {
      "Reasons about one alert, without Kafka: by rules, or by the model that the settings name.",
      "Its settings are variables such as TOCSIN_REASONING_MODEL_PROVIDER, over the settings file."
    },
    footer = {
      "",
      "Example: tocsin reason alert.json",
      "An alert comes from: tocsin alerts tail --from-beginning --json --max 1 > alert.json"
    })
public final class ReasonCommand implements Runnable {
  @Parameters(index = "0", paramLabel = "FILE", description = "An alert, as JSON.")
  private Path file = Path.of("");

  @Option(names = "--config", paramLabel = "FILE", description = "Settings file (properties).")
  private @Nullable Path config;

  @Option(names = "--json", description = "Prints the detection as JSON.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  ReasonCommand() {}

  @Override
  public void run() {
    Alert alert = read();
    Detection detection;
    try (SingleReasoning reasoning =
        new SingleReasoning(
            ReasoningSettings.config(ReasoningSettings.reader().read(config, System.getenv())))) {
      detection = reasoning.reason(alert);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EnvironmentException("Interrupted while reasoning", e);
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(new String(Json.write(detection), StandardCharsets.UTF_8));
    } else {
      DetectionText.of(detection).forEach(out::println);
    }
    out.flush();
  }

  private Alert read() {
    try {
      return Json.read(Files.readAllBytes(file), Alert.class);
    } catch (InvalidRecordException e) {
      throw new ConfigurationException(
          "%s is no alert: %s. Make one with tocsin alerts tail --json"
              .formatted(file, e.getMessage()));
    } catch (IOException e) {
      throw new ConfigurationException(
          "%s cannot be read: %s".formatted(file, e.getClass().getSimpleName()));
    }
  }
}
