package io.tocsin.local.topics;

import io.tocsin.local.cli.Kafka;
import io.tocsin.local.cli.KafkaOptions;
import io.tocsin.schemas.topic.Topics;
import io.tocsin.scorer.ScorerConfig;
import io.tocsin.scorer.ScorerSettings;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Looks after the topics of the catalogue. */
@Command(
    name = "topics",
    description = "Looks after Tocsin's topics.",
    synopsisSubcommandLabel = "VERB",
    subcommands = {TopicsCommand.Create.class, TopicsCommand.Reset.class},
    footer = {"", "Example: tocsin topics create --bootstrap-servers localhost:9092"})
public final class TopicsCommand {
  TopicsCommand() {}

  @Command(
      name = "create",
      description = {
        "Creates the topics that are missing and adds partitions where there are too few.",
        "Prints what it does; run again, it changes nothing. It never changes a topic that is"
            + " there."
      },
      footer = {
        "",
        "Example: tocsin topics create --bootstrap-servers localhost:9092 --partitions 8"
      })
  static final class Create implements Callable<Integer> {
    private static final int NOT_AS_ASKED = 1;

    @Mixin private KafkaOptions kafka = new KafkaOptions();

    @Option(
        names = "--partitions",
        paramLabel = "N",
        description =
            "Partitions of the topics; a few that are read in one order have one always. Default:"
                + " TOCSIN_TOPIC_PARTITIONS, the settings file, or 4.")
    private @Nullable Integer partitions;

    @Option(names = "--dry-run", description = "Prints the plan and changes nothing.")
    private boolean dryRun;

    @Spec private CommandSpec spec = CommandSpec.create();

    Create() {}

    @Override
    public Integer call() {
      Topics topics = partitions == null ? kafka.topics() : kafka.topics(partitions);
      PrintWriter out = spec.commandLine().getOut();
      try (Admin admin = Kafka.admin(kafka.settings().kafka())) {
        TopicPlan plan = TopicPlan.of(admin, topics);
        plan.steps().forEach(step -> out.println(step.topic() + ": " + step.words()));
        if (plan.refused()) {
          out.println("Nothing was changed.");
        } else if (!dryRun) {
          plan.apply(admin);
        }
        return plan.complete() ? 0 : NOT_AS_ASKED;
      }
    }
  }

  @Command(
      name = "reset",
      description = {
        "Makes the scorer count anew from the first report, when its tables are lost or its input"
            + " was replaced. Stop every scorer of the application first.",
        "Forgets how far it had read, deletes its internal topics, and empties what was made from"
            + " them: event-margins, pair-histograms, signals.scored and the dead letters of"
            + " reports and signals. Reports, alerts, detections, models and settings stay; a"
            + " pair's next alert takes the next number."
      },
      footer = {"", "Example: tocsin topics reset --bootstrap-servers localhost:9092 --yes"})
  static final class Reset implements Callable<Integer> {
    @Mixin private KafkaOptions kafka = new KafkaOptions();

    @Option(names = "--yes", description = "Does it; without, says what it is about to do.")
    private boolean yes;

    @Spec private CommandSpec spec = CommandSpec.create();

    Reset() {}

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      ScorerConfig scorer = ScorerSettings.config(kafka.settings(ScorerSettings.reader()));
      String application = scorer.engine().applicationId();
      if (!yes) {
        out.printf(
            "All tables of %s at %s would be made anew from the first report on. Say --yes.%n",
            application, scorer.kafka().get("bootstrap.servers"));
        return 1;
      }
      ApplicationReset.of(scorer).apply().forEach(out::println);
      out.printf("Start the scorers of %s again, with empty state directories.%n", application);
      return 0;
    }
  }
}
