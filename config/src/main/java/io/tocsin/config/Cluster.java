package io.tocsin.config;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * A cluster as it is found at the start.
 *
 * @param id of the cluster
 * @param topicIds ids of the topics asked for, by name
 */
public record Cluster(String id, Map<String, String> topicIds) {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /**
   * Looks at a cluster.
   *
   * @throws EnvironmentException if no broker answers, or topics are missing
   */
  public static Cluster describe(Map<String, Object> kafka, Collection<String> topics) {
    Object servers = kafka.getOrDefault(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, "?");
    Admin admin = Admin.create(new HashMap<>(kafka));
    try {
      return describe(admin, servers, topics);
    } finally {
      admin.close(Duration.ZERO);
    }
  }

  /**
   * Looks at a cluster.
   *
   * @param servers what to call it where it does not answer
   * @throws EnvironmentException if no broker answers, or topics are missing
   */
  public static Cluster describe(Admin admin, Object servers, Collection<String> topics) {
    try {
      String id = get(admin.describeCluster().clusterId());
      return new Cluster(id, topicIds(admin, topics, servers));
    } catch (TimeoutException | ExecutionException e) {
      throw new EnvironmentException(
          "No usable answer from Kafka at %s (%s): start it, or correct kafka.bootstrap.servers"
              .formatted(servers, reason(e)),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EnvironmentException("Interrupted while asking Kafka at " + servers, e);
    }
  }

  /** The same cluster, with some of its topics. */
  public Cluster only(Collection<String> topics) {
    Map<String, String> some = new TreeMap<>(topicIds);
    some.keySet().retainAll(topics);
    return new Cluster(id, some);
  }

  private static Map<String, String> topicIds(
      Admin admin, Collection<String> topics, Object servers)
      throws ExecutionException, InterruptedException, TimeoutException {
    Map<String, String> ids = new TreeMap<>();
    Collection<String> missing = new TreeSet<>();
    for (var topic : admin.describeTopics(List.copyOf(topics)).topicNameValues().entrySet()) {
      try {
        TopicDescription description = get(topic.getValue());
        ids.put(topic.getKey(), description.topicId().toString());
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw e;
        }
        missing.add(topic.getKey());
      }
    }
    if (!missing.isEmpty()) {
      throw new EnvironmentException(
          "Topics missing at %s: %s. Create them with: tocsin topics create --bootstrap-servers %s"
              .formatted(servers, String.join(", ", missing), servers));
    }
    return ids;
  }

  private static <T> T get(KafkaFuture<T> future)
      throws ExecutionException, InterruptedException, TimeoutException {
    return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static String reason(Exception failure) {
    Throwable cause = failure.getCause();
    return cause == null
        ? "nothing within " + PATIENCE.toSeconds() + " s"
        : cause.getClass().getSimpleName() + ": " + cause.getMessage();
  }
}
