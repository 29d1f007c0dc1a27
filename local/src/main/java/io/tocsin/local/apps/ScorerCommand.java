package io.tocsin.local.apps;

import io.tocsin.scorer.Main;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs the scorer. */
@Command(
    name = "scorer",
    description = {
      "Runs the scorer: counts and scores reports and raises alerts, until it is told to stop.",
      "Its settings are variables such as TOCSIN_KAFKA_BOOTSTRAP_SERVERS, over the settings file."
    },
    footer = {"", "Example: tocsin scorer --config tocsin.properties"})
public final class ScorerCommand implements Runnable {
  @Mixin private SettingsFile settings = new SettingsFile();

  ScorerCommand() {}

  @Override
  public void run() {
    Main.main(settings.asArguments());
  }
}
