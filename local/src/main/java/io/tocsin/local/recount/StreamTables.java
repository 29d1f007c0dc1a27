package io.tocsin.local.recount;

import io.tocsin.local.cli.TopicFollower;
import io.tocsin.schemas.json.Json;
import io.tocsin.schemas.signal.Pair;
import io.tocsin.schemas.signal.SignalObservation;
import io.tocsin.schemas.topic.Topic;
import io.tocsin.schemas.topic.Topics;
import io.tocsin.topology.counting.CountedReports;
import io.tocsin.topology.counting.Counting;
import io.tocsin.topology.counting.CountingEntry;
import io.tocsin.topology.margins.MarginRecord;
import io.tocsin.topology.state.BinaryReader;
import io.tocsin.topology.state.NamePool;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The tables that the stream keeps, as committed, held against the recounted ones: pairs and drugs
 * from the changelog that a restarted scorer lives by, event margins and N from {@code
 * event-margins}, and each pair's published score.
 */
final class StreamTables implements AutoCloseable {
  private final NamePool names = new NamePool();
  private final CountingEntry.Visitor counts = new Counts();
  private final Topics topics;
  private final String changelog;
  private final TopicFollower tables;
  private final TopicFollower scores;
  private final PlainTables recounted;
  private final ScoreVersions versions;
  private final ScoreCheck scoreCheck;
  private final Verdicts<Pair> pairs;
  private final Map<String, Margin> drugs = new HashMap<>();
  private final Map<String, PartitionedMargin> events = new HashMap<>();
  private final PartitionedMargin all = new PartitionedMargin();

  StreamTables(
      Map<String, Object> client,
      Topics topics,
      String applicationId,
      PlainTables recounted,
      ScoreVersions versions,
      Recount.Depth depth) {
    this.topics = topics;
    this.recounted = recounted;
    this.versions = versions;
    scoreCheck = new ScoreCheck(recounted, versions, depth);
    pairs = new Verdicts<>(recounted.pairs());
    changelog = applicationId + "-" + Counting.STORE + "-changelog";
    tables =
        new TopicFollower(
            client,
            List.of(
                changelog,
                topics.eventMargins().name(),
                topics.modelParameters().name(),
                topics.configuration().name()));
    scores = new TopicFollower(client, List.of(topics.signalsScored().name()));
  }

  /** Reads on to the end: first tables, models and settings, then the scores that rest on them. */
  void refresh() {
    tables.readToEnd(this::takeTable);
    scores.readToEnd(each -> scoreCheck.take(read(topics.signalsScored(), each)));
    scoreCheck.lookAgain();
  }

  private void takeTable(ConsumerRecord<byte[], byte[]> each) {
    if (each.topic().equals(changelog)) {
      CountingEntry.readAll(each.key(), each.value(), names, counts);
    } else if (each.topic().equals(topics.eventMargins().name())) {
      if (each.value() != null) {
        MarginRecord.readAll(each.key(), each.value(), names, this::takeMargin);
      }
    } else if (each.topic().equals(topics.configuration().name())) {
      versions.putConfiguration(each.key(), each.value());
    } else if (each.value() != null) {
      versions.put(read(topics.modelParameters(), each));
    }
  }

  private static <V> V read(Topic<?, V> topic, ConsumerRecord<byte[], byte[]> each) {
    return topic.valueSerde().deserializer().deserialize(each.topic(), each.value());
  }

  private final class Counts implements CountingEntry.Visitor {
    @Override
    public void drug(String drug, @Nullable BinaryReader value) {
      drugs.put(drug, Margin.of(CountingEntry.reports(value), CountingEntry.strata(value)));
    }

    @Override
    public void pair(String drug, String event, @Nullable BinaryReader value) {
      Pair pair = new Pair(drug, event);
      pairs.put(pair, judge(pair, value));
    }

    @Override
    public void observation(String drug, String event, byte @Nullable [] json) {
      scoreCheck.observe(new Pair(drug, event), StreamTables.observation(json));
    }
  }

  private static @Nullable SignalObservation observation(byte @Nullable [] json) {
    return json == null ? null : Json.read(json, SignalObservation.class);
  }

  /** Most records of a changelog are of the past: their count alone tells. */
  private List<Difference> judge(Pair pair, @Nullable BinaryReader value) {
    long reports = CountingEntry.reports(value);
    boolean sameCount = reports == recounted.reports(pair);
    return sameCount
        ? Comparison.of("pairs", pair.key(), recounted.counted(pair), CountedReports.read(value))
        : Comparison.of(
            "pairs",
            pair.key(),
            Map.of("reports", recounted.reports(pair)),
            Map.of("reports", reports));
  }

  private void takeMargin(MarginRecord margin) {
    switch (margin) {
      case MarginRecord.Event e -> event(e.event()).set(e.partition(), e.reports());
      case MarginRecord.EventStrata e -> event(e.event()).set(e.partition(), e.strata());
      case MarginRecord.Total t -> all.set(t.partition(), t.reports());
      case MarginRecord.TotalStrata t -> all.set(t.partition(), t.strata());
    }
  }

  private PartitionedMargin event(String event) {
    return events.computeIfAbsent(event, name -> new PartitionedMargin());
  }

  /** All differences, ordered by table and entry. */
  List<Difference> differences() {
    Map<String, Margin> eventSums = new HashMap<>();
    events.forEach((event, margin) -> eventSums.put(event, margin.sum()));
    return Stream.of(
            Comparison.of("reports", "N", recounted.all(), all.sum()).stream(),
            between("drugs", recounted.drugs(), drugs),
            between("events", recounted.events(), eventSums),
            pairs.differences(pair -> judge(pair, null)),
            scoreCheck.differences())
        .flatMap(each -> each.sorted(Comparator.comparing(Difference::entry)))
        .toList();
  }

  private static Stream<Difference> between(
      String table, Map<String, Margin> recounted, Map<String, Margin> stream) {
    Set<String> names = new HashSet<>(recounted.keySet());
    names.addAll(stream.keySet());
    return names.stream()
        .flatMap(
            name ->
                Comparison.of(
                    table,
                    name,
                    recounted.getOrDefault(name, Margin.NONE),
                    stream.getOrDefault(name, Margin.NONE))
                    .stream());
  }

  /** Scores of counted pairs that were compared. */
  int scoresCompared() {
    return scoreCheck.compared();
  }

  @Override
  public void close() {
    tables.close();
    scores.close();
  }
}
