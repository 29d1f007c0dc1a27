package io.tocsin.scorer.query;

import io.tocsin.topology.counting.Counting;
import io.tocsin.topology.frames.Framing;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.state.HostInfo;

/** Knows which instance counts a drug. */
@FunctionalInterface
public interface Owners {
  /** The instance that counts a drug; empty while none is known to, as in a rebalance. */
  Optional<HostInfo> of(String drug);

  /**
   * As the metadata of the group say. They may be late while partitions move.
   *
   * @param countingPartitions that drugs are counted in; Streams may not know their number yet
   */
  static Owners of(KafkaStreams streams, int countingPartitions) {
    return drug -> find(streams, drug, Framing.partitionOf(drug, countingPartitions));
  }

  private static Optional<HostInfo> find(KafkaStreams streams, String drug, int partition) {
    try {
      KeyQueryMetadata found =
          streams.queryMetadataForKey(
              Counting.STORE,
              drug,
              (topic, key, value, partitions) -> Optional.of(Set.of(partition)));
      boolean known =
          found != null
              && !found.equals(KeyQueryMetadata.NOT_AVAILABLE)
              && !found.activeHost().equals(HostInfo.unavailable());
      return known ? Optional.of(found.activeHost()) : Optional.empty();
    } catch (IllegalStateException | StreamsException e) {
      // Not started yet, or stopping.
      return Optional.empty();
    }
  }
}
