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

  /** As the metadata of the group say. They may be late while partitions move. */
  static Owners of(KafkaStreams streams) {
    return drug -> find(streams, drug);
  }

  private static Optional<HostInfo> find(KafkaStreams streams, String drug) {
    try {
      KeyQueryMetadata found =
          streams.queryMetadataForKey(
              Counting.STORE,
              drug,
              (topic, key, value, partitions) ->
                  Optional.of(Set.of(Framing.partitionOf(key, partitions))));
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
