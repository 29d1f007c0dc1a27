package io.tocsin.local.topics;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tocsin.config.EnvironmentException;
import io.tocsin.local.cli.Kafka;
import io.tocsin.local.cli.TopicFollower;
import io.tocsin.schemas.alert.Alert;
import io.tocsin.schemas.topic.Topic;
import io.tocsin.schemas.topic.Topics;
import io.tocsin.scorer.ScorerConfig;
import io.tocsin.scorer.StateDirectory;
import io.tocsin.topology.alerting.AlertLevels;
import io.tocsin.topology.control.ControlIntake;
import io.tocsin.topology.frames.Framing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.GroupSubscribedToTopicException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Makes a scorer count anew from the first report: forgets how far it had read, the tables it
 * keeps, and what was derived from them. What lasts is what others have seen: reports, published
 * alerts with their numbering, models, layers of settings, detections.
 */
public final class ApplicationReset {
  private static final Duration MEMBERS_GO = Duration.ofSeconds(60);
  private static final Duration TOPICS_GO = Duration.ofSeconds(60);

  private final ScorerConfig config;
  private final Topics topics;
  private final String application;

  private ApplicationReset(ScorerConfig config) {
    this.config = config;
    topics = config.topics();
    application = config.engine().applicationId();
  }

  /** For the scorer that is set like this. */
  public static ApplicationReset of(ScorerConfig config) {
    return new ApplicationReset(config);
  }

  /**
   * Does it; returns what was done, in words.
   *
   * @throws EnvironmentException when the scorer runs, or the cluster refuses
   */
  public List<String> apply() {
    List<String> done = new ArrayList<>();
    try (Admin admin = Kafka.admin(config.kafka())) {
      TopicPlan plan = TopicPlan.of(admin, topics);
      if (plan.refused()) {
        throw new EnvironmentException(
            "The topics have other numbers of partitions than the settings say: correct"
                + " TOCSIN_TOPIC_PARTITIONS");
      }
      Set<String> present = Kafka.answer(admin.listTopics().names());
      done.add(forgetOffsets(admin, present));
      List<String> gone =
          Stream.concat(
                  present.stream().filter(this::isTable),
                  derived().stream().filter(present::contains))
              .sorted()
              .toList();
      delete(admin, gone);
      done.add("deleted " + String.join(", ", gone));
      createDerived(admin);
      done.add("created " + String.join(", ", derived()) + ", empty");
      done.add(continueAlerts(admin, present));
    }
    new StateDirectory(config.engine().stateDirectory(), application).remove();
    done.add("removed the state in " + config.engine().stateDirectory());
    return done;
  }

  /** Changelogs of what is counted, and messages between its parts. */
  private boolean isTable(String topic) {
    return topic.startsWith(application + "-")
        && (topic.endsWith("-changelog") || topic.endsWith("-repartition"))
        && !topic.equals(alertLevels())
        && !topic.equals(controlAccepted());
  }

  private String alertLevels() {
    return application + "-" + AlertLevels.STORE + "-changelog";
  }

  private String controlAccepted() {
    return application + "-" + ControlIntake.STORE + "-changelog";
  }

  /** What comes again: reports are refused for the same reasons. */
  private List<String> derived() {
    return Stream.of(
            topics.eventMargins(),
            topics.pairHistograms(),
            topics.signalsScored(),
            topics.reportsDeadLetters(),
            topics.signalsDeadLetters())
        .map(Topic::name)
        .toList();
  }

  /** Settings are not taken in again, as long as it is known which were. */
  private String forgetOffsets(Admin admin, Set<String> present) {
    boolean settingsKept = present.contains(controlAccepted());
    Set<TopicPartition> read =
        Kafka.answer(admin.listConsumerGroupOffsets(application).partitionsToOffsetAndMetadata())
            .keySet()
            .stream()
            .filter(each -> !(settingsKept && each.topic().equals(topics.control().name())))
            .collect(Collectors.toSet());
    if (!read.isEmpty()) {
      Kafka.await(
          "the scorers of %s to stop".formatted(application),
          MEMBERS_GO,
          () -> forgotten(admin, read));
    }
    return "forgot the offsets of %d partitions".formatted(read.size());
  }

  private boolean forgotten(Admin admin, Set<TopicPartition> read) {
    var answer = admin.deleteConsumerGroupOffsets(application, read);
    return read.stream()
        .allMatch(
            each ->
                Kafka.answerUnless(
                        GroupSubscribedToTopicException.class,
                        answer.partitionResult(each).thenApply(nothing -> true))
                    .isPresent());
  }

  private static void delete(Admin admin, Collection<String> names) {
    Kafka.answer(admin.deleteTopics(names).all());
    Kafka.await(
        "topics to be deleted",
        TOPICS_GO,
        () -> Kafka.answer(admin.listTopics().names()).stream().noneMatch(names::contains));
  }

  /** Where a topic has just been deleted, its name may still be taken for a moment. */
  private void createDerived(Admin admin) {
    Kafka.await(
        "deleted topics to make room",
        TOPICS_GO,
        () -> {
          TopicPlan.of(admin, topics).apply(admin);
          return true;
        });
  }

  /**
   * Alerts that were published stay what they are, so a pair's next one takes the next number, even
   * if the table of the numbers was lost.
   */
  private String continueAlerts(Admin admin, Set<String> present) {
    Map<String, Long> known = new HashMap<>();
    if (present.contains(alertLevels())) {
      read(
          List.of(alertLevels()),
          each -> {
            if (each.value() != null) {
              known.put(key(each), AlertLevels.sequence(each.value()));
            }
          });
    } else {
      create(admin, alertLevels());
    }
    Map<String, Alert> last = new HashMap<>();
    Topic<String, Alert> any = topics.alerts().getFirst();
    read(
        topics.alerts().stream().map(Topic::name).toList(),
        each -> {
          Alert alert = any.valueSerde().deserializer().deserialize(each.topic(), each.value());
          if (alert.sequence() > known.getOrDefault(key(each), 0L)) {
            last.merge(key(each), alert, (one, two) -> one.sequence() > two.sequence() ? one : two);
          }
        });
    write(last);
    return "numbers of alerts: kept %d, took %d from the alerts"
        .formatted(known.size(), last.size());
  }

  private void create(Admin admin, String changelog) {
    NewTopic topic =
        new NewTopic(
                changelog, Optional.of(config.topology().countingPartitions()), Optional.empty())
            .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
    Kafka.answer(admin.createTopics(List.of(topic)).all().thenApply(nothing -> true));
    Kafka.await(
        changelog + " to appear",
        () -> Kafka.answer(admin.listTopics().names()).contains(changelog));
  }

  private void write(Map<String, Alert> last) {
    ByteArraySerializer bytes = new ByteArraySerializer();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(config.kafka(), bytes, bytes)) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      last.forEach(
          (pair, alert) ->
              sent.add(
                  producer.send(
                      new ProducerRecord<>(
                          alertLevels(),
                          Framing.partitionOf(alert.drug(), config.topology().countingPartitions()),
                          pair.getBytes(UTF_8),
                          AlertLevels.entryOf(alert)))));
      for (Future<RecordMetadata> each : sent) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw new EnvironmentException("Kafka refuses: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EnvironmentException("Interrupted while writing the numbers of alerts", e);
    }
  }

  private void read(List<String> names, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    try (TopicFollower follower = new TopicFollower(config.kafka(), names)) {
      follower.readToEnd(reader);
    }
  }

  private static String key(ConsumerRecord<byte[], byte[]> each) {
    return new String(each.key(), UTF_8);
  }
}
