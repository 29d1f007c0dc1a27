package io.tocsin.schemas.topic;

import java.time.Duration;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/**
 * One topic of the catalogue: its name, serdes and how it is created.
 *
 * @param name as on the broker, prefix included
 * @param partitions to create it with; chosen once
 * @param retention how long records are kept; absent for compacted topics and for ever
 */
public record Topic<K, V>(
    String name,
    Serde<K> keySerde,
    Serde<V> valueSerde,
    int partitions,
    Cleanup cleanup,
    @Nullable Duration retention) {

  /** What the broker does with old records. */
  public enum Cleanup {
    DELETE("delete"),
    COMPACT("compact"),
    COMPACT_AND_DELETE("compact,delete");

    private final String policy;

    Cleanup(String policy) {
      this.policy = policy;
    }

    /** Value of {@code cleanup.policy}. */
    public String policy() {
      return policy;
    }
  }
}
