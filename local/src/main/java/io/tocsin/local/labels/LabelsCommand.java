package io.tocsin.local.labels;

import io.tocsin.config.ConfigurationException;
import io.tocsin.local.cli.Kafka;
import io.tocsin.local.cli.KafkaOptions;
import io.tocsin.local.cli.Publication;
import io.tocsin.schemas.deadletter.InvalidRecordException;
import io.tocsin.schemas.reference.ProductLabelReader;
import io.tocsin.schemas.report.Names;
import io.tocsin.schemas.topic.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Publishes what product labels list. */
@Command(
    name = "labels",
    description = "Publishes what product labels list, which assessments then rest on.",
    synopsisSubcommandLabel = "VERB",
    subcommands = LabelsCommand.Load.class,
    footer = {"", "Example: tocsin labels load labels.jsonl"})
public final class LabelsCommand {
  LabelsCommand() {}

  @Command(
      name = "load",
      description = {
        "Publishes labels from a file: a JSON object on each line, such as",
        "{\"drug\": \"RotaShield\", \"reactions\": [\"Intussusception\"], \"document\": \"package"
            + " insert\", \"version\": \"2\", \"revised\": \"1999-10-15\"}.",
        "Each replaces the drug's earlier one. When one is wrong, none is published."
      },
      footer = {"", "Example: tocsin labels load labels.jsonl"})
  static final class Load implements Runnable {
    private final ProductLabelReader reader = new ProductLabelReader();

    @Mixin private KafkaOptions kafka = new KafkaOptions();

    @Parameters(index = "0", paramLabel = "FILE", description = "Labels, one on each line.")
    private Path file = Path.of("");

    @Spec private CommandSpec spec = CommandSpec.create();

    Load() {}

    @Override
    public void run() {
      Map<String, byte[]> labels = read();
      Map<String, Object> client = kafka.settings().kafka();
      Topics topics = kafka.topics();
      Kafka.requireTopics(client, List.of(topics.referenceLabels()));
      try (Publication publication = new Publication(client, topics.referenceLabels().name())) {
        labels.forEach(publication::add);
      }
      spec.commandLine().getOut().printf("%,d labels published%n", labels.size());
      spec.commandLine().getOut().flush();
    }

    /** The last label of each drug, by its name as it is counted. */
    private Map<String, byte[]> read() {
      List<String> lines;
      try {
        lines = Files.readAllLines(file);
      } catch (IOException e) {
        throw new ConfigurationException(
            "%s cannot be read: %s".formatted(file, e.getClass().getSimpleName()));
      }
      Map<String, byte[]> labels = new LinkedHashMap<>();
      for (int i = 0; i < lines.size(); i++) {
        if (!lines.get(i).isBlank()) {
          byte[] label = lines.get(i).getBytes(StandardCharsets.UTF_8);
          labels.put(drug(label, i + 1), label);
        }
      }
      return labels;
    }

    private String drug(byte[] label, int line) {
      try {
        return Names.normalize(reader.read(label).drug());
      } catch (InvalidRecordException e) {
        throw new ConfigurationException(
            "Line %d of %s is no label: %s. Nothing was published"
                .formatted(line, file, e.getMessage()));
      }
    }
  }
}
