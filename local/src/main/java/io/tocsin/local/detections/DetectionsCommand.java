package io.tocsin.local.detections;

import io.tocsin.config.EnvironmentException;
import io.tocsin.local.cli.Kafka;
import io.tocsin.local.cli.KafkaOptions;
import io.tocsin.local.cli.TailOptions;
import io.tocsin.local.cli.TopicFollower;
import io.tocsin.schemas.deadletter.InvalidRecordException;
import io.tocsin.schemas.detection.Detection;
import io.tocsin.schemas.json.Json;
import io.tocsin.schemas.topic.Topic;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what was made of alerts. */
@Command(
    name = "detections",
    description = "Shows detections: what rules or a model made of alerts.",
    synopsisSubcommandLabel = "VERB",
    subcommands = {DetectionsCommand.Tail.class, DetectionsCommand.Show.class},
    footer = {"", "Example: tocsin detections tail --from-beginning"})
public final class DetectionsCommand {
  DetectionsCommand() {}

  @Command(
      name = "tail",
      description = "Prints detections, one line each, as they are made.",
      footer = {"", "Example: tocsin detections tail --from-beginning --json --max 10"})
  static final class Tail implements Runnable {
    private static final Duration PATIENCE = Duration.ofMillis(500);

    @Mixin private KafkaOptions kafka = new KafkaOptions();

    @Mixin private TailOptions options = new TailOptions();

    @Spec private CommandSpec spec = CommandSpec.create();

    private long shown;

    Tail() {}

    @Override
    public void run() {
      Map<String, Object> client = kafka.settings().kafka();
      Kafka.admin(client).close();
      Topic<String, Detection> topic = kafka.topics().detections();
      TopicFollower.From from =
          options.fromBeginning() ? TopicFollower.From.BEGINNING : TopicFollower.From.END;
      try (TopicFollower follower = new TopicFollower(client, List.of(topic.name()), from)) {
        while (shown < options.max()) {
          follower.readFor(PATIENCE, each -> read(topic, each).ifPresent(this::show));
        }
      }
    }

    private void show(Detection detection) {
      if (shown == options.max()) {
        return;
      }
      shown++;
      PrintWriter out = spec.commandLine().getOut();
      out.println(
          options.json()
              ? new String(Json.write(detection), StandardCharsets.UTF_8)
              : DetectionLine.of(detection));
      out.flush();
    }

    private Optional<Detection> read(
        Topic<String, Detection> topic, ConsumerRecord<byte[], byte[]> each) {
      if (each.value() == null) {
        return Optional.empty();
      }
      try {
        return Optional.of(
            topic.valueSerde().deserializer().deserialize(each.topic(), each.value()));
      } catch (InvalidRecordException e) {
        spec.commandLine()
            .getErr()
            .printf(
                "tocsin: no detection at %s, partition %d, offset %d: %s%n",
                each.topic(), each.partition(), each.offset(), e.getMessage());
        return Optional.empty();
      }
    }
  }

  @Command(
      name = "show",
      description = "Prints the latest detection of an alert, or of a pair, with its reasons.",
      footer = {"", "Example: tocsin detections show \"ROTAVIRUS|INTUSSUSCEPTION\""})
  static final class Show implements Runnable {
    private static final Comparator<Detection> LATER =
        Comparator.<Detection>comparingLong(detection -> detection.alert().sequence())
            .thenComparing(Detection::detectedAt);

    @Mixin private KafkaOptions kafka = new KafkaOptions();

    @Parameters(
        index = "0",
        paramLabel = "ALERT|PAIR",
        description = "Id of an alert, its first characters, or DRUG|EVENT.")
    private String wanted = "";

    @Option(names = "--json", description = "Prints it as JSON.")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    private @Nullable Detection found;

    Show() {}

    @Override
    public void run() {
      Map<String, Object> client = kafka.settings().kafka();
      Kafka.admin(client).close();
      Topic<String, Detection> topic = kafka.topics().detections();
      try (TopicFollower follower = new TopicFollower(client, List.of(topic.name()))) {
        follower.readToEnd(each -> look(topic, each));
      }
      Detection detection = found;
      if (detection == null) {
        throw new EnvironmentException(
            "No detection of %s: look with tocsin detections tail --from-beginning"
                .formatted(wanted));
      }
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        out.println(new String(Json.write(detection), StandardCharsets.UTF_8));
      } else {
        DetectionText.of(detection).forEach(out::println);
      }
      out.flush();
    }

    private void look(Topic<String, Detection> topic, ConsumerRecord<byte[], byte[]> each) {
      if (each.value() == null) {
        return;
      }
      Detection detection;
      try {
        detection = topic.valueSerde().deserializer().deserialize(each.topic(), each.value());
      } catch (InvalidRecordException e) {
        return;
      }
      boolean asked =
          detection.alert().pair().key().equals(wanted)
              || detection.alert().alertId().startsWith(wanted);
      if (asked && isLater(detection)) {
        found = detection;
      }
    }

    /** Of a later alert of the pair, or a later word on the same. */
    private boolean isLater(Detection detection) {
      Detection before = found;
      return before == null || LATER.compare(detection, before) >= 0;
    }
  }
}
