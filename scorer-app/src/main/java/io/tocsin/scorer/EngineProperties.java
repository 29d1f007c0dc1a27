package io.tocsin.scorer;

import static org.apache.kafka.streams.StreamsConfig.globalConsumerPrefix;
import static org.apache.kafka.streams.StreamsConfig.producerPrefix;
import static org.apache.kafka.streams.StreamsConfig.restoreConsumerPrefix;
import static org.apache.kafka.streams.StreamsConfig.topicPrefix;

import io.tocsin.scorer.assignment.ReadyFirstAssignor;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The properties that Kafka Streams is started with. Measured choices come first, so that {@code
 * kafka.*} settings can replace them; what the guarantees rest on comes last.
 */
public final class EngineProperties {
  private static final int BATCH_BYTES = 256 * 1024;
  private static final int LINGER_MILLIS = 50;
  private static final int RESTORE_RECORDS = 10_000;
  private static final int RESTORE_BYTES = 4 * 1024 * 1024;
  private static final int RECEIVE_BUFFER_BYTES = 1024 * 1024;
  private static final int HEARTBEATS_PER_SESSION = 6;
  private static final long CAUGHT_UP_RECORDS = 50_000;
  private static final long PROBING_MILLIS = 60_000;
  private static final int POLL_MILLIS = 20;
  private static final int RESTORE_WAIT_MILLIS = 20;

  /** A frame of the largest report that is accepted, added and retracted, has less than 2 MiB. */
  private static final int LARGEST_RECORD = 4 * 1024 * 1024;

  private EngineProperties() {}

  /**
   * The properties for an engine on a cluster.
   *
   * @param kafka settings of the Kafka clients, the brokers among them
   */
  public static Properties of(EngineConfig engine, Map<String, Object> kafka) {
    Properties properties = new Properties();
    properties.put(producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
    properties.put(producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), BATCH_BYTES);
    properties.put(producerPrefix(ProducerConfig.LINGER_MS_CONFIG), LINGER_MILLIS);
    // With more, a batch may overtake the first of its transaction; the broker refuses it, and the
    // repetition costs 100 ms.
    properties.put(producerPrefix(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION), 1);
    // An idle thread looks at its clocks between polls: scoring rounds would come at half their
    // pace.
    properties.put(StreamsConfig.POLL_MS_CONFIG, POLL_MILLIS);
    properties.put(producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), LARGEST_RECORD);
    properties.put(topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG), LARGEST_RECORD);
    properties.put(StreamsConfig.METRICS_RECORDING_LEVEL_CONFIG, "INFO");
    properties.putAll(restoring());
    if (engine.groupProtocol() == EngineConfig.GroupProtocol.CLASSIC) {
      properties.putAll(membership(engine));
    }

    properties.putAll(kafka);

    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, engine.applicationId());
    properties.put(StreamsConfig.STATE_DIR_CONFIG, engine.stateDirectory().toString());
    properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, engine.threads());
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, engine.guarantee().wire());
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, engine.commitInterval().toMillis());
    properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
    properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    properties.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, engine.groupProtocol().wire());
    if (engine.groupProtocol() == EngineConfig.GroupProtocol.CLASSIC) {
      properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, engine.standbys());
    }
    return properties;
  }

  /**
   * Tables are read again in large pieces. Each of their partitions ends with the end of a
   * transaction, which is no record: a fetch of it waits its whole time, one partition after the
   * other.
   */
  private static Map<String, Object> restoring() {
    return Map.of(
        restoreConsumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG), RESTORE_WAIT_MILLIS,
        globalConsumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG), RESTORE_WAIT_MILLIS,
        restoreConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), RESTORE_RECORDS,
        restoreConsumerPrefix(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG), RESTORE_BYTES,
        restoreConsumerPrefix(ConsumerConfig.RECEIVE_BUFFER_CONFIG), RECEIVE_BUFFER_BYTES,
        globalConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), RESTORE_RECORDS,
        globalConsumerPrefix(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG), RESTORE_BYTES);
  }

  /**
   * How soon others notice that an instance is gone, and how soon one that comes back has its share
   * again: tables are in memory and are filled in seconds, so all that are to move are filled at
   * once.
   */
  private static Map<String, Object> membership(EngineConfig engine) {
    int session = Math.toIntExact(engine.sessionTimeout().toMillis());
    return Map.of(
        ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, session,
        ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, session / HEARTBEATS_PER_SESSION,
        StreamsConfig.TASK_ASSIGNOR_CLASS_CONFIG, ReadyFirstAssignor.class.getName(),
        StreamsConfig.ACCEPTABLE_RECOVERY_LAG_CONFIG, CAUGHT_UP_RECORDS,
        StreamsConfig.PROBING_REBALANCE_INTERVAL_MS_CONFIG, PROBING_MILLIS);
  }
}
