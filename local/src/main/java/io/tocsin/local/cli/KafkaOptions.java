package io.tocsin.local.cli;

import io.tocsin.config.Settings;
import io.tocsin.config.SettingsReader;
import io.tocsin.config.SharedSettings;
import io.tocsin.schemas.topic.Topics;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Where Kafka is and what its topics are called: options, over the environment, over the settings
 * file, over the defaults; the same settings as the programs have.
 */
public final class KafkaOptions {
  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      description =
          "Some brokers. Default: TOCSIN_KAFKA_BOOTSTRAP_SERVERS, the settings file, or"
              + " localhost:9092.")
  private @Nullable String bootstrapServers;

  @Option(
      names = "--prefix",
      paramLabel = "TEXT",
      description =
          "Stands before every topic's name. Default: TOCSIN_TOPIC_PREFIX, the settings file, or"
              + " none.")
  private @Nullable String prefix;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings file (properties); kafka.* keys pass to the Kafka clients.")
  private @Nullable Path file;

  /** For picocli. */
  public KafkaOptions() {}

  /** The shared settings, with the options over them. */
  public Settings settings() {
    return settings(Map.of());
  }

  /** A program's settings, with the options over them. */
  public Settings settings(SettingsReader reader) {
    return settings(reader, Map.of());
  }

  /** The topic catalogue, with the configured number of partitions. */
  public Topics topics() {
    return topics(settings());
  }

  /** The topic catalogue, created with this number of partitions. */
  public Topics topics(int partitions) {
    return topics(settings(Map.of(SharedSettings.TOPIC_PARTITIONS, Integer.toString(partitions))));
  }

  private static Topics topics(Settings settings) {
    return new Topics(
        settings.string(SharedSettings.TOPIC_PREFIX),
        settings.integer(SharedSettings.TOPIC_PARTITIONS));
  }

  private Settings settings(Map<String, String> more) {
    return settings(
        SettingsReader.of(SharedSettings.define(new ConfigDef())).passingOver("tocsin."), more);
  }

  private Settings settings(SettingsReader reader, Map<String, String> more) {
    Map<String, String> given = new HashMap<>(more);
    if (bootstrapServers != null) {
      given.put(SharedSettings.BOOTSTRAP_SERVERS, bootstrapServers);
    }
    if (prefix != null) {
      given.put(SharedSettings.TOPIC_PREFIX, prefix);
    }
    Map<String, String> environment = new HashMap<>(System.getenv());
    given.forEach((key, value) -> environment.put(SettingsReader.variable(key), value));
    return reader.read(file, environment);
  }
}
