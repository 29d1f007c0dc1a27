package io.tocsin.local.control;

import picocli.CommandLine.Command;

/** Shows and changes the settings that pairs are scored with. */
@Command(
    name = "control",
    description = {
      "Shows and changes the settings that pairs are scored with, while the scorers run.",
      "Settings come in layers: the platform's, an organisation's over it, a user's over that."
    },
    synopsisSubcommandLabel = "VERB",
    subcommands = {
      ShowCommand.class,
      SetCommand.class,
      UnsetCommand.class,
      ValidateCommand.class,
      HistoryCommand.class
    },
    footer = {"", "Example: tocsin control set gate.min_reports=5 --reason 'too many alerts'"})
public final class ControlCommand {
  ControlCommand() {}
}
