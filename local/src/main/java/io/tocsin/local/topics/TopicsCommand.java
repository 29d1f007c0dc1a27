package io.tocsin.local.topics;

import io.tocsin.local.cli.Kafka;
import io.tocsin.local.cli.KafkaOptions;
import io.tocsin.schemas.topic.Topics;
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
    subcommands = TopicsCommand.Create.class,
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
}
