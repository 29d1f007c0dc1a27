package io.tocsin.local.apps;

import io.tocsin.reasoning.Main;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs the reasoning application. */
@Command(
    name = "reasoning",
    description = {
      "Runs the reasoning: assesses every alert and logs a detection, until it is told to stop.",
      "Its settings are variables such as TOCSIN_KAFKA_BOOTSTRAP_SERVERS, over the settings file."
    },
    footer = {"", "Example: tocsin reasoning --config tocsin.properties"})
public final class ReasoningCommand implements Runnable {
  @Mixin private SettingsFile settings = new SettingsFile();

  ReasoningCommand() {}

  @Override
  public void run() {
    Main.main(settings.asArguments());
  }
}
