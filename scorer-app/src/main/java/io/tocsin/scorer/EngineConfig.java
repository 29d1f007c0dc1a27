package io.tocsin.scorer;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * How Kafka Streams runs the topology.
 *
 * @param applicationId name of the consumer group and of everything the scorer keeps on the broker
 * @param stateDirectory where local state lies; it belongs to one cluster and one application
 * @param threads stream threads, 1 or more; one for every CPU is best
 * @param commitInterval most time between commits; while reports are counted in time, the topology
 *     asks for earlier ones
 * @param standbys copies of the state on other instances; under the streams protocol this is a
 *     setting of the group on the broker instead
 * @param stopTimeout how long a stop waits for the threads to commit
 * @param sessionTimeout how long the group waits for the sign of life of an instance; the broker
 *     has a least value for it; under the streams protocol this is a setting of the group too
 */
public record EngineConfig(
    String applicationId,
    Path stateDirectory,
    int threads,
    Guarantee guarantee,
    Duration commitInterval,
    GroupProtocol groupProtocol,
    int standbys,
    Duration stopTimeout,
    Duration sessionTimeout) {

  /** Exactly-once, two threads, a commit every 500 ms, or earlier. */
  public static EngineConfig defaults(String applicationId, Path stateDirectory) {
    return new EngineConfig(
        applicationId,
        stateDirectory,
        2,
        Guarantee.EXACTLY_ONCE_V2,
        Duration.ofMillis(500),
        GroupProtocol.CLASSIC,
        0,
        Duration.ofSeconds(25),
        Duration.ofSeconds(6));
  }

  /** What holds after a crash. */
  public enum Guarantee {
    /** The tables equal a recount of the distinct reports. */
    EXACTLY_ONCE_V2,
    /** Work may be repeated: for measurements only. */
    AT_LEAST_ONCE;

    String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How instances share the work. */
  public enum GroupProtocol {
    /** The client's leader assigns tasks. */
    CLASSIC,
    /** The broker assigns tasks (KIP-1071). */
    STREAMS;

    String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
