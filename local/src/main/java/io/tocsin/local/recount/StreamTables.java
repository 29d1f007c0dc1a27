package io.tocsin.local.recount;

import io.tocsin.local.cli.TopicFollower;
import io.tocsin.schemas.signal.ContingencyTable;
import io.tocsin.schemas.signal.Pair;
import io.tocsin.schemas.signal.ScoredSignal;
import io.tocsin.schemas.topic.Topics;
import io.tocsin.topology.counting.Counting;
import io.tocsin.topology.counting.CountingEntry;
import io.tocsin.topology.margins.MarginRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The tables that the stream keeps, as committed: pairs and drugs from the changelog that a
 * restarted scorer lives by, event margins and N from {@code event-margins}, and each pair's count
 * in its published score.
 */
final class StreamTables implements AutoCloseable {
  private final Topics topics;
  private final String changelog;
  private final TopicFollower follower;
  private final Counts counts = new Counts();
  private final Map<Pair, Long> scored = new HashMap<>();
  private final Map<MarginRecord.Event, Long> eventsByPartition = new HashMap<>();
  private final Map<Integer, Long> reportsByPartition = new HashMap<>();

  StreamTables(Map<String, Object> client, Topics topics, String applicationId) {
    this.topics = topics;
    changelog = applicationId + "-" + Counting.STORE + "-changelog";
    follower =
        new TopicFollower(
            client,
            List.of(changelog, topics.eventMargins().name(), topics.signalsScored().name()));
  }

  /** Reads on to the end. */
  void refresh() {
    follower.readToEnd(this::take);
    counts.events.clear();
    eventsByPartition.forEach(
        (entry, reports) ->
            Counts.set(
                counts.events,
                entry.event(),
                counts.events.getOrDefault(entry.event(), 0L) + reports));
    counts.reports = reportsByPartition.values().stream().mapToLong(Long::longValue).sum();
  }

  private void take(ConsumerRecord<byte[], byte[]> each) {
    if (each.topic().equals(changelog)) {
      takeCount(each);
    } else if (each.topic().equals(topics.eventMargins().name())) {
      takeMargin(each);
    } else {
      takeScore(each);
    }
  }

  private void takeCount(ConsumerRecord<byte[], byte[]> each) {
    long reports = CountingEntry.reports(each.value());
    switch (CountingEntry.read(each.key())) {
      case CountingEntry.Drug drug -> Counts.set(counts.drugs, drug.drug(), reports);
      case CountingEntry.PairEntry pair ->
          Counts.set(counts.pairs, new Pair(pair.drug(), pair.event()), reports);
      case CountingEntry.Observation observation -> {
        // Not counted.
      }
    }
  }

  private void takeMargin(ConsumerRecord<byte[], byte[]> each) {
    switch (MarginRecord.read(each.key(), each.value())) {
      case MarginRecord.Event event ->
          eventsByPartition.put(
              new MarginRecord.Event(event.partition(), event.event(), 0), event.reports());
      case MarginRecord.Total total -> reportsByPartition.put(total.partition(), total.reports());
      case MarginRecord.EventStrata strata -> {
        // Not compared.
      }
      case MarginRecord.TotalStrata strata -> {
        // Not compared.
      }
    }
  }

  private void takeScore(ConsumerRecord<byte[], byte[]> each) {
    ScoredSignal signal =
        topics.signalsScored().valueSerde().deserializer().deserialize(each.topic(), each.value());
    ContingencyTable table = signal.table();
    Counts.set(scored, signal.pair(), table == null ? 0 : table.n11());
  }

  /** Counts in the changelog and in the margins. */
  Counts counts() {
    return counts;
  }

  /** Reports of each pair in its published score. */
  Map<Pair, Long> scored() {
    return scored;
  }

  @Override
  public void close() {
    follower.close();
  }
}
