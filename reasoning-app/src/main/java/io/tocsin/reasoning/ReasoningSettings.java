package io.tocsin.reasoning;

import io.tocsin.config.Settings;
import io.tocsin.config.SettingsReader;
import io.tocsin.config.SharedSettings;
import io.tocsin.reasoning.consumer.ConsumerOptions;
import io.tocsin.schemas.topic.Topics;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;

/** The settings of the reasoning application by name, and what they stand for. */
public final class ReasoningSettings {
  private static final String GROUP_ID = "tocsin.reasoning.group.id";
  private static final String INSTANCE_ID = "tocsin.reasoning.instance.id";
  private static final String WORKERS = "tocsin.reasoning.workers";
  private static final String QUEUE_CAPACITY = "tocsin.reasoning.queue.capacity";
  private static final String COMMIT_INTERVAL = "tocsin.reasoning.commit.interval.ms";
  private static final String DRAIN_PATIENCE = "tocsin.reasoning.drain.patience.ms";
  private static final String HTTP_HOST = "tocsin.reasoning.http.host";
  private static final String HTTP_PORT = "tocsin.reasoning.http.port";

  private static final String NAME = "[a-zA-Z0-9._-]{1,100}";

  private ReasoningSettings() {}

  /** Reads the settings of the reasoning application, passing over the scorer's. */
  public static SettingsReader reader() {
    return SettingsReader.of(definition())
        .passingOver("tocsin.scorer.", "tocsin.counting.", "tocsin.signals.", "tocsin.scoring.");
  }

  /** The configuration that settings read by {@link #reader} stand for. */
  public static ReasoningConfig config(Settings settings) {
    return new ReasoningConfig(
        settings.kafka(),
        new Topics(
            settings.string(SharedSettings.TOPIC_PREFIX),
            settings.integer(SharedSettings.TOPIC_PARTITIONS)),
        settings.string(GROUP_ID),
        settings.string(INSTANCE_ID),
        new ConsumerOptions(
            settings.integer(WORKERS),
            settings.integer(QUEUE_CAPACITY),
            settings.duration(COMMIT_INTERVAL),
            settings.duration(DRAIN_PATIENCE)),
        EvidenceSettings.config(settings),
        ModelSettings.config(settings),
        settings.string(HTTP_HOST),
        settings.integer(HTTP_PORT));
  }

  private static ConfigDef definition() {
    ConfigDef definition = SharedSettings.define(new ConfigDef());
    defineIdentity(definition);
    defineConsumer(definition);
    EvidenceSettings.define(definition);
    ModelSettings.define(definition);
    return definition
        .define(
            HTTP_HOST,
            ConfigDef.Type.STRING,
            "127.0.0.1",
            new ConfigDef.NonEmptyString(),
            Importance.MEDIUM,
            "Address that health and metrics are served on; nothing asks who is asking.")
        .define(
            HTTP_PORT,
            ConfigDef.Type.INT,
            8081,
            Range.between(0, 65535),
            Importance.MEDIUM,
            "Port of health and metrics; 0 takes a free one.");
  }

  private static void defineIdentity(ConfigDef definition) {
    definition
        .define(
            GROUP_ID,
            ConfigDef.Type.STRING,
            "tocsin-reasoning",
            SharedSettings.matching(NAME),
            Importance.MEDIUM,
            "Consumer group; instances of one group share the work.")
        .define(
            INSTANCE_ID,
            ConfigDef.Type.STRING,
            "",
            SharedSettings.matching(NAME + "|"),
            Importance.MEDIUM,
            "Name of this instance, the same after a restart and unlike any other's; may be"
                + " empty.");
  }

  private static void defineConsumer(ConfigDef definition) {
    definition
        .define(
            WORKERS,
            ConfigDef.Type.INT,
            32,
            Range.between(1, 1024),
            Importance.LOW,
            "Alerts that are worked on at a time.")
        .define(
            QUEUE_CAPACITY,
            ConfigDef.Type.INT,
            30,
            Range.between(1, 10_000),
            Importance.LOW,
            "Waiting alerts of one level at which its topic is paused.")
        .define(
            COMMIT_INTERVAL,
            ConfigDef.Type.LONG,
            200L,
            Range.between(10, 60_000),
            Importance.LOW,
            "How often detections and offsets are written.")
        .define(
            DRAIN_PATIENCE,
            ConfigDef.Type.LONG,
            10_000L,
            Range.between(0, 60_000),
            Importance.LOW,
            "How long running work is waited for when a partition or the program goes.");
  }
}
