package io.tocsin.local.control;

import io.tocsin.schemas.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows every version of every layer. */
@Command(
    name = "history",
    description =
        "Shows every version of every layer that the scorers have accepted, oldest first.",
    footer = {"", "Example: tocsin control history --json"})
final class HistoryCommand implements Callable<Integer> {
  @Mixin private ControlOptions control = new ControlOptions();

  HistoryCommand() {}

  @Override
  public Integer call() {
    KnownSettings known = control.known();
    for (KnownSettings.Accepted accepted : known.history()) {
      control
          .out()
          .println(
              control.json()
                  ? new String(Json.write(accepted), StandardCharsets.UTF_8)
                  : known.line(accepted.version()) + "  " + accepted.version().settings());
    }
    control.out().flush();
    return 0;
  }
}
