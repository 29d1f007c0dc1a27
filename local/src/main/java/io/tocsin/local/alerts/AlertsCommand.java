package io.tocsin.local.alerts;

import io.tocsin.local.cli.Kafka;
import io.tocsin.local.cli.KafkaOptions;
import io.tocsin.local.cli.TailOptions;
import io.tocsin.schemas.json.Json;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows what rings. */
@Command(
    name = "alerts",
    description = "Shows alerts.",
    synopsisSubcommandLabel = "VERB",
    subcommands = AlertsCommand.Tail.class,
    footer = {"", "Example: tocsin alerts tail --from-beginning"})
public final class AlertsCommand {
  AlertsCommand() {}

  @Command(
      name = "tail",
      description = "Prints the alerts of every level, one line each, as they are raised.",
      footer = {"", "Example: tocsin alerts tail --from-beginning --json --max 10"})
  static final class Tail implements Runnable {
    private static final Duration PATIENCE = Duration.ofMillis(500);

    @Mixin private KafkaOptions kafka = new KafkaOptions();

    @Mixin private TailOptions options = new TailOptions();

    @Spec private CommandSpec spec = CommandSpec.create();

    Tail() {}

    @Override
    public void run() {
      Map<String, Object> client = kafka.settings().kafka();
      Kafka.admin(client).close();
      long shown = 0;
      try (AlertTail tail = new AlertTail(client, kafka.topics(), options.fromBeginning())) {
        while (shown < options.max()) {
          for (AlertTail.Heard heard : tail.poll(PATIENCE)) {
            if (shown < options.max() && show(heard)) {
              shown++;
            }
          }
        }
      }
    }

    private boolean show(AlertTail.Heard heard) {
      PrintWriter out = spec.commandLine().getOut();
      return switch (heard) {
        case AlertTail.Rung rung -> {
          out.println(
              options.json()
                  ? new String(Json.write(rung.alert()), StandardCharsets.UTF_8)
                  : AlertLine.of(rung.alert()));
          out.flush();
          yield true;
        }
        case AlertTail.Unreadable(String where, String why) -> {
          spec.commandLine().getErr().println("tocsin: no alert at " + where + ": " + why);
          yield false;
        }
      };
    }
  }
}
