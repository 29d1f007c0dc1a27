package io.tocsin.scorer.query;

import io.tocsin.topology.counting.Counting;
import io.tocsin.topology.frames.Framing;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.state.HostInfo;

/** Knows which instances may count a drug. */
@FunctionalInterface
public interface Owners {
  /**
   * The instance that counts a drug; where none is known to, every instance that might; empty while
   * no instance is known, as in a rebalance.
   */
  List<HostInfo> of(String drug);

  /**
   * As the metadata of the group say. They may be late while partitions move. Under the streams
   * protocol they forget partitions of instances with several threads (KAFKA-20782), but not the
   * instances.
   *
   * @param countingPartitions that drugs are counted in; Streams may not know their number yet
   */
  static Owners of(KafkaStreams streams, int countingPartitions) {
    return drug -> find(streams, drug, Framing.partitionOf(drug, countingPartitions));
  }

  private static List<HostInfo> find(KafkaStreams streams, String drug, int partition) {
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
      return known ? List.of(found.activeHost()) : instances(streams);
    } catch (IllegalStateException | StreamsException e) {
      // Not started yet, or stopping.
      return List.of();
    }
  }

  private static List<HostInfo> instances(KafkaStreams streams) {
    return streams.metadataForAllStreamsClients().stream()
        .map(StreamsMetadata::hostInfo)
        .filter(host -> !host.equals(HostInfo.unavailable()))
        .distinct()
        .toList();
  }
}
