package io.tocsin.local.control;

import io.tocsin.local.cli.Kafka;
import io.tocsin.local.cli.KafkaOptions;
import io.tocsin.schemas.topic.Topics;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where the settings are, and how to answer. */
final class ControlOptions {
  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Option(names = "--json", description = "Answers in JSON.")
  private boolean json;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  ControlOptions() {}

  /** What the scorers have accepted so far. */
  KnownSettings known() {
    Map<String, Object> client = kafka.settings().kafka();
    Topics topics = kafka.topics();
    Kafka.requireTopics(
        client, List.of(topics.control(), topics.configuration(), topics.controlDeadLetters()));
    return KnownSettings.read(client, topics);
  }

  ControlDesk desk() {
    return new ControlDesk(kafka.settings().kafka(), kafka.topics());
  }

  Answers answers() {
    return new Answers(out(), spec.commandLine().getErr(), json);
  }

  boolean json() {
    return json;
  }

  PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
