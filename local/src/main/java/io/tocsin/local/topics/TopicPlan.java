package io.tocsin.local.topics;

import io.tocsin.config.EnvironmentException;
import io.tocsin.local.cli.Kafka;
import io.tocsin.schemas.topic.Topic;
import io.tocsin.schemas.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * What it takes to give a cluster the topics of the catalogue. Nothing is ever taken away: a topic
 * that is set otherwise is named and left to its operator.
 *
 * @param steps one per topic, in the order of the catalogue
 */
public record TopicPlan(List<Step> steps) {
  private static final Duration APPEAR = Duration.ofMinutes(1);

  /** What is to be done about one topic. */
  public sealed interface Step {
    /** The topic's name. */
    String topic();

    /** The step in words. */
    String words();
  }

  /** The topic is missing. */
  record Create(String topic, int partitions, Map<String, String> settings) implements Step {
    @Override
    public String words() {
      return "create with %s, %s".formatted(counted(partitions), settings);
    }
  }

  /**
   * The topic has another number of partitions. Neither more nor fewer can be had: reports are
   * remembered by partition, and a follow-up must meet the report that it replaces.
   *
   * @param chosen whether the number asked for is that of {@code --partitions}; some topics have
   *     one partition whatever is chosen
   */
  record RefuseToRepartition(String topic, int from, int to, boolean chosen) implements Step {
    @Override
    public String words() {
      return "refused: it has %s and cannot have %d; %s, or use another --prefix"
          .formatted(counted(from), to, chosen ? "use --partitions " + from : "delete it");
    }
  }

  /** The topic is there, but set otherwise. */
  record Differs(String topic, Map<String, String> differences) implements Step {
    @Override
    public String words() {
      return "left as it is, but set otherwise: "
          + differences.entrySet().stream()
              .map(each -> each.getKey() + " " + each.getValue())
              .collect(Collectors.joining(", "));
    }
  }

  /** The topic is as it should be. */
  record Keep(String topic) implements Step {
    @Override
    public String words() {
      return "as it should be";
    }
  }

  /** Copies what can change. */
  public TopicPlan {
    steps = List.copyOf(steps);
  }

  /** Compares a cluster with the catalogue; changes nothing. */
  public static TopicPlan of(Admin admin, Topics topics) {
    Map<String, Integer> partitions =
        partitions(admin, topics.all().stream().map(Topic::name).toList());
    Map<ConfigResource, Config> settings =
        Kafka.answer(
            admin
                .describeConfigs(partitions.keySet().stream().map(TopicPlan::resource).toList())
                .all());
    return new TopicPlan(
        topics.all().stream()
            .map(
                topic ->
                    step(
                        topic,
                        topic.partitions() == topics.partitions(),
                        partitions.get(topic.name()),
                        settings.get(resource(topic.name()))))
            .toList());
  }

  /** Whether a topic has another number of partitions; then nothing can be applied. */
  public boolean refused() {
    return steps.stream().anyMatch(RefuseToRepartition.class::isInstance);
  }

  /** Whether every topic will be as it should be after {@link #apply}. */
  public boolean complete() {
    return steps.stream()
        .noneMatch(step -> step instanceof Differs || step instanceof RefuseToRepartition);
  }

  /**
   * Creates what is missing; returns when the leaders of its partitions serve them. An idempotent
   * producer that comes earlier can have its second batch accepted before its first, and then never
   * gets the first one in.
   *
   * @throws EnvironmentException when the cluster refuses or takes more than a minute
   */
  public void apply(Admin admin) {
    List<NewTopic> missing = new ArrayList<>();
    Map<String, Integer> expected = new HashMap<>();
    for (Step step : steps) {
      switch (step) {
        case Create create -> {
          missing.add(
              new NewTopic(create.topic, Optional.of(create.partitions), Optional.empty())
                  .configs(create.settings));
          expected.put(create.topic, create.partitions);
        }
        case RefuseToRepartition refused ->
            throw new IllegalStateException(refused.topic + ": " + refused.words());
        case Differs left -> {}
        case Keep kept -> {}
      }
    }
    Kafka.answer(admin.createTopics(missing).all());
    Kafka.await(
        "the topics to appear",
        APPEAR,
        () -> partitions(admin, expected.keySet()).equals(expected));
    Kafka.answer(admin.listOffsets(ends(expected)).all());
  }

  private static Map<TopicPartition, OffsetSpec> ends(Map<String, Integer> partitions) {
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    partitions.forEach(
        (topic, count) ->
            IntStream.range(0, count)
                .forEach(one -> ends.put(new TopicPartition(topic, one), OffsetSpec.latest())));
    return ends;
  }

  private static Map<String, Integer> partitions(Admin admin, Collection<String> topics) {
    Map<String, Integer> partitions = new HashMap<>();
    admin
        .describeTopics(topics)
        .topicNameValues()
        .forEach(
            (topic, description) ->
                Kafka.answerUnless(UnknownTopicOrPartitionException.class, description)
                    .ifPresent(found -> partitions.put(topic, found.partitions().size())));
    return partitions;
  }

  private static Step step(
      Topic<?, ?> topic, boolean chosen, @Nullable Integer partitions, @Nullable Config actual) {
    if (partitions == null || actual == null) {
      return new Create(topic.name(), topic.partitions(), settings(topic));
    }
    if (partitions != topic.partitions()) {
      return new RefuseToRepartition(topic.name(), partitions, topic.partitions(), chosen);
    }
    Map<String, String> differences = differences(topic, actual);
    if (!differences.isEmpty()) {
      return new Differs(topic.name(), differences);
    }
    return new Keep(topic.name());
  }

  private static Map<String, String> differences(Topic<?, ?> topic, Config actual) {
    Map<String, String> differences = new TreeMap<>();
    settings(topic)
        .forEach(
            (key, wanted) -> {
              String found = actual.get(key).value();
              if (!sameList(wanted, found)) {
                differences.put(key, "is " + found + ", should be " + wanted);
              }
            });
    return differences;
  }

  private static boolean sameList(String wanted, String found) {
    return Set.of(wanted.split(",")).equals(Set.of(found.split(",")));
  }

  /** Record timestamps are the time of ingestion; the dates of a report lie in its payload. */
  private static Map<String, String> settings(Topic<?, ?> topic) {
    Map<String, String> settings = new TreeMap<>();
    settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, topic.cleanup().policy());
    settings.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
    if (topic.cleanup() != Topic.Cleanup.COMPACT) {
      settings.put(
          TopicConfig.RETENTION_MS_CONFIG,
          topic.retention() == null ? "-1" : Long.toString(topic.retention().toMillis()));
    }
    return settings;
  }

  private static String counted(int partitions) {
    return partitions + (partitions == 1 ? " partition" : " partitions");
  }

  private static ConfigResource resource(String topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic);
  }
}
