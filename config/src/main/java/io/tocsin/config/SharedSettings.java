package io.tocsin.config;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigException;

/** The settings that every program of Tocsin has: where Kafka is and what the topics are called. */
public final class SharedSettings {
  /** Hosts and ports of some brokers. */
  public static final String BOOTSTRAP_SERVERS = "kafka.bootstrap.servers";

  /** What stands before every topic's name. */
  public static final String TOPIC_PREFIX = "tocsin.topic.prefix";

  /** Partitions of the topics, when they are created. */
  public static final String TOPIC_PARTITIONS = "tocsin.topic.partitions";

  /** How log lines look. */
  public static final String LOG_FORMAT = "tocsin.log.format";

  private SharedSettings() {}

  /** Adds the shared settings to a program's own. */
  public static ConfigDef define(ConfigDef definition) {
    return definition
        .define(
            BOOTSTRAP_SERVERS,
            ConfigDef.Type.STRING,
            "localhost:9092",
            new ConfigDef.NonEmptyString(),
            Importance.HIGH,
            "Hosts and ports of some brokers, separated by commas.")
        .define(
            TOPIC_PREFIX,
            ConfigDef.Type.STRING,
            "",
            matching("[a-zA-Z0-9._-]{0,64}"),
            Importance.MEDIUM,
            "Stands before every topic's name; letters, digits, dots, underscores and hyphens.")
        .define(
            TOPIC_PARTITIONS,
            ConfigDef.Type.INT,
            4,
            Range.between(1, 1000),
            Importance.MEDIUM,
            "Partitions of the topics: more can be added later, fewer cannot.")
        .define(
            LOG_FORMAT,
            ConfigDef.Type.STRING,
            "auto",
            ConfigDef.ValidString.in("auto", "json", "text"),
            Importance.LOW,
            "json for machines, text for people; auto is text on a terminal and json elsewhere.");
  }

  /** A bound for texts that must match a regular expression as a whole. */
  public static ConfigDef.Validator matching(String pattern) {
    return ConfigDef.LambdaValidator.with(
        (key, value) -> {
          if (value instanceof String text && !text.matches(pattern)) {
            throw new ConfigException(key, value, "must match " + pattern);
          }
        },
        () -> "texts like " + pattern);
  }
}
