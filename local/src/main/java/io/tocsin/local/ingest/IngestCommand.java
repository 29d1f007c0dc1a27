package io.tocsin.local.ingest;

import io.tocsin.ingest.Pace;
import io.tocsin.ingest.PublishListener;
import io.tocsin.ingest.Published;
import io.tocsin.ingest.ReportFeed;
import io.tocsin.ingest.ReportPublisher;
import io.tocsin.ingest.replay.Replay;
import io.tocsin.local.cli.Kafka;
import io.tocsin.local.cli.KafkaOptions;
import io.tocsin.local.cli.PaceConverter;
import io.tocsin.local.cli.Terminal;
import io.tocsin.schemas.report.AdverseEventReport;
import io.tocsin.schemas.topic.Topic;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Publishes reports for the scorer. */
@Command(
    name = "ingest",
    description = "Publishes adverse-event reports, in the order in which they were received.",
    synopsisSubcommandLabel = "VERB",
    subcommands = {IngestCommand.Vaers.class, IngestCommand.BuiltIn.class},
    footer = {"", "Example: tocsin ingest replay --bootstrap-servers localhost:9092"})
public final class IngestCommand {
  IngestCommand() {}

  @Command(
      name = "vaers",
      description = {
        "Publishes a VAERS release: zip archives, directories or files, of one year or many.",
        "Published again, a report changes nothing: it keeps its number and its version."
      },
      footer = {
        "",
        "Example: tocsin ingest vaers 1999VAERSData.zip --bootstrap-servers localhost:9092"
      })
  static final class Vaers implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "PATH", description = "The files of the release.")
    private List<Path> paths = List.of();

    @Mixin private Publication publication = new Publication();

    Vaers() {}

    @Override
    public Integer call() throws InterruptedException {
      Terminal terminal = publication.terminal();
      try (ReportFeed feed = Feeds.vaers(paths, summary -> terminal.progress(summary.line()))) {
        publication.publish(feed, terminal);
        return 0;
      }
    }
  }

  @Command(
      name = "replay",
      description = "Publishes the built-in replay of 1998 and 1999. Its reports are synthetic.",
      footer = {"", "Example: tocsin ingest replay --speed 30"})
  static final class BuiltIn implements Callable<Integer> {
    @Mixin private Publication publication = new Publication();

    BuiltIn() {}

    @Override
    public Integer call() throws InterruptedException {
      try (ReportFeed feed = Replay.open()) {
        publication.publish(feed, publication.terminal());
        return 0;
      }
    }
  }

  /** How a feed is published, and what a person sees of it. */
  static final class Publication {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Mixin private KafkaOptions kafka = new KafkaOptions();

    @Option(
        names = "--speed",
        paramLabel = "N|max",
        defaultValue = "max",
        converter = PaceConverter.class,
        description = "Days of receipt per second. Default: max, as fast as it goes.")
    private Pace pace = Pace.UNLIMITED;

    Publication() {}

    Terminal terminal() {
      return new Terminal(spec.commandLine().getOut(), Terminal.isPresent());
    }

    void publish(ReportFeed feed, Terminal terminal) throws InterruptedException {
      Map<String, Object> client = kafka.settings().kafka();
      Topic<String, AdverseEventReport> topic = kafka.topics().adverseEventReports();
      Kafka.requireTopics(client, List.of(topic));
      try (ReportPublisher publisher = new ReportPublisher(topic, client)) {
        Published published =
            publisher.publish(
                feed,
                pace,
                new PublishListener() {
                  @Override
                  public void progress(Published soFar) {
                    terminal.progress(
                        "published %d of %d, received by %s"
                            .formatted(soFar.sent(), feed.size(), soFar.lastDate()));
                  }
                });
        terminal.say(feed.summary().line());
        terminal.say(
            "%d reports published to %s".formatted(published.acknowledged(), topic.name()));
      }
    }
  }
}
