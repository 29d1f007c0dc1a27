package io.tocsin.local.cli;

import io.tocsin.config.EnvironmentException;
import io.tocsin.schemas.topic.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** Talks to a cluster on behalf of a person who waits: soon, or not at all. */
public final class Kafka {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(20);

  private Kafka() {}

  /**
   * An administrator of a cluster that is known to answer.
   *
   * @param client settings of the client
   * @throws EnvironmentException when no broker answers within 10 seconds
   */
  public static Admin admin(Map<String, Object> client) {
    String servers = String.valueOf(client.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG));
    try {
      Admin admin = Admin.create(new HashMap<>(client));
      try {
        get(admin.describeCluster().nodes());
        return admin;
      } catch (ExecutionException | EnvironmentException e) {
        admin.close(Duration.ZERO);
        throw silent(servers, e);
      }
    } catch (KafkaException e) {
      throw silent(servers, e);
    }
  }

  private static EnvironmentException silent(String servers, Exception e) {
    return new EnvironmentException(
        "No Kafka broker answers at %s: start one (tocsin broker), or name yours with --bootstrap-servers"
            .formatted(servers),
        e);
  }

  /**
   * Returns when a cluster answers and has these topics.
   *
   * @throws EnvironmentException when it does not, or a topic is missing
   */
  public static void requireTopics(Map<String, Object> client, List<? extends Topic<?, ?>> topics) {
    try (Admin admin = admin(client)) {
      Set<String> present = answer(admin.listTopics().names());
      for (Topic<?, ?> topic : topics) {
        if (!present.contains(topic.name())) {
          throw new EnvironmentException(
              "There is no topic %s: create the topics with tocsin topics create"
                  .formatted(topic.name()));
        }
      }
    }
  }

  /**
   * The answer to a request of an {@link Admin}.
   *
   * @throws EnvironmentException when the cluster refuses or does not answer within 10 seconds
   */
  public static <T> T answer(KafkaFuture<T> future) {
    try {
      return get(future);
    } catch (ExecutionException e) {
      throw refused(e);
    }
  }

  /**
   * The answer to a request, or nothing when the cluster refuses it for this reason.
   *
   * @throws EnvironmentException when the cluster refuses for another reason or does not answer
   *     within 10 seconds
   */
  public static <T> Optional<T> answerUnless(
      Class<? extends KafkaException> reason, KafkaFuture<T> future) {
    try {
      return Optional.of(get(future));
    } catch (ExecutionException e) {
      if (reason.isInstance(e.getCause())) {
        return Optional.empty();
      }
      throw refused(e);
    }
  }

  /**
   * Returns when a condition holds.
   *
   * @throws EnvironmentException when it does not within 10 seconds
   */
  public static void await(String what, BooleanSupplier condition) {
    await(what, PATIENCE, condition);
  }

  /**
   * Returns when a condition holds.
   *
   * @throws EnvironmentException when it does not within the time given
   */
  public static void await(String what, Duration patience, BooleanSupplier condition) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new EnvironmentException(
            "Waited %d s in vain for %s".formatted(patience.toSeconds(), what));
      }
      try {
        Thread.sleep(POLL);
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    }
  }

  /** The end of each partition of a topic, as readers of this isolation see it. */
  public static Map<Integer, Long> endOffsets(
      Admin admin, String topic, int partitions, IsolationLevel isolation) {
    Map<TopicPartition, OffsetSpec> request = new HashMap<>();
    for (int partition = 0; partition < partitions; partition++) {
      request.put(new TopicPartition(topic, partition), OffsetSpec.latest());
    }
    Map<Integer, Long> ends = new TreeMap<>();
    answer(admin.listOffsets(request, new ListOffsetsOptions(isolation)).all())
        .forEach((partition, end) -> ends.put(partition.partition(), end.offset()));
    return ends;
  }

  /**
   * The offset of the last record of each partition that has one, where nobody used transactions.
   */
  public static Map<Integer, Long> lastOffsets(Admin admin, String topic, int partitions) {
    Map<Integer, Long> last = endOffsets(admin, topic, partitions, IsolationLevel.READ_UNCOMMITTED);
    last.values().removeIf(end -> end == 0);
    last.replaceAll((partition, end) -> end - 1);
    return last;
  }

  private static <T> T get(KafkaFuture<T> future) throws ExecutionException {
    try {
      return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new EnvironmentException(
          "Kafka does not answer within " + PATIENCE.toSeconds() + " seconds", e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static EnvironmentException refused(ExecutionException e) {
    return new EnvironmentException("Kafka refuses: " + e.getCause(), e);
  }

  private static EnvironmentException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new EnvironmentException("Interrupted while waiting for Kafka", e);
  }
}
