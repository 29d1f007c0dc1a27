package io.tocsin.local;

import io.tocsin.config.Failure;
import io.tocsin.local.alerts.AlertsCommand;
import io.tocsin.local.analyze.AnalyzeCommand;
import io.tocsin.local.apps.ReasoningCommand;
import io.tocsin.local.apps.ScorerCommand;
import io.tocsin.local.broker.BrokerCommand;
import io.tocsin.local.chaos.ChaosCommand;
import io.tocsin.local.cli.BuildVersion;
import io.tocsin.local.control.ControlCommand;
import io.tocsin.local.demo.DemoCommand;
import io.tocsin.local.detections.DetectionsCommand;
import io.tocsin.local.evaluate.EvaluateCommand;
import io.tocsin.local.ingest.IngestCommand;
import io.tocsin.local.labels.LabelsCommand;
import io.tocsin.local.reason.CacheCommand;
import io.tocsin.local.reason.LimitsCommand;
import io.tocsin.local.reason.ReasonCommand;
import io.tocsin.local.recount.RecountCommand;
import io.tocsin.local.score.ScoreCommand;
import io.tocsin.local.topics.TopicsCommand;
import io.tocsin.status.logs.Logs;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ScopeType;

/** The command line of Tocsin. */
@Command(
    name = "tocsin",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = BuildVersion.class,
    description = "Watches adverse-event reports and rings when a drug and an event stand out.",
    synopsisSubcommandLabel = "VERB",
    subcommandsRepeatable = false,
    usageHelpAutoWidth = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it went well",
      "1:differences or failures were found",
      "2:the command line or a setting is wrong",
      "3:something around it is missing, such as a broker"
    },
    subcommands = {
      TopicsCommand.class,
      BrokerCommand.class,
      DemoCommand.class,
      IngestCommand.class,
      ScorerCommand.class,
      ReasoningCommand.class,
      AlertsCommand.class,
      DetectionsCommand.class,
      ReasonCommand.class,
      LimitsCommand.class,
      CacheCommand.class,
      LabelsCommand.class,
      ControlCommand.class,
      RecountCommand.class,
      ChaosCommand.class,
      ScoreCommand.class,
      AnalyzeCommand.class,
      EvaluateCommand.class,
      VersionCommand.class,
      HelpCommand.class
    })
public final class Tocsin {
  Tocsin() {}

  /** Runs one verb and ends the process with its exit code. */
  public static void main(String[] arguments) {
    Logs.configure("quiet");
    System.exit(commandLine().execute(arguments));
  }

  /** The command line with all its verbs; a failure is one line on standard error. */
  public static CommandLine commandLine() {
    return new CommandLine(new Tocsin())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(
            (thrown, command, parsed) -> {
              Failure failure = Failure.of(thrown);
              command.getErr().println("tocsin: " + failure.line());
              return failure.exitCode();
            });
  }
}
