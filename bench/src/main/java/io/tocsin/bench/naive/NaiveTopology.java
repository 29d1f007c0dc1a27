package io.tocsin.bench.naive;

import io.tocsin.schemas.report.AdverseEventReport;
import io.tocsin.schemas.report.DrugRole;
import io.tocsin.schemas.report.Names;
import io.tocsin.schemas.report.ReportedDrug;
import io.tocsin.schemas.signal.ContingencyTable;
import io.tocsin.schemas.signal.Measures;
import io.tocsin.schemas.signal.Pair;
import io.tocsin.scoring.Model;
import io.tocsin.scoring.Prior;
import io.tocsin.scoring.Scorer;
import io.tocsin.scoring.ScoringConfig;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.GlobalKTable;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The 2×2 tables and their measures as one would first write them with the DSL of Kafka Streams:
 * reports seen before are dropped; reports are counted by drug, by event, by pair and over all,
 * each by a repartition, one message per drug, event and pair of a report; the three margins come
 * back as global tables, and every new count of a pair is joined with them, measured and published.
 * Everything that is kept or sent is JSON, the stores are the default ones, with the default cache.
 *
 * <p>It does less than the scorer: no follow-ups, no validation, no strata, no case facts, no
 * course in time, no rules or levels, no alerts, and a pair whose margins move is not measured
 * anew. A pair may be measured with margins that lag behind its own count.
 */
public final class NaiveTopology {
  static final String PAIR_COUNTS = "pair-counts";

  private static final String MEASURES = "naive-measures";

  private static final String EVERYTHING = "everything";

  private final Serde<String> names = Serdes.String();
  private final Serde<Pair> pairs = JacksonSerde.of(Pair.class);
  private final Serde<Mention> mentions = JacksonSerde.of(Mention.class);
  private final Serde<Count> counts = JacksonSerde.of(Count.class);
  private final Scorer scorer = new Scorer(ScoringConfig.DEFAULTS, Model.of(Prior.DUMOUCHEL_1999));
  private final StreamsBuilder builder = new StreamsBuilder();
  private final String prefix;
  private final LongAdder counted;

  private NaiveTopology(String prefix, LongAdder counted) {
    this.prefix = prefix;
    this.counted = counted;
  }

  /** One of a report's drugs, events or pairs. */
  record Mention(String reportId) {}

  /** Reports that mention something. */
  record Count(long reports) {
    static final Count NONE = new Count(0);

    Count more() {
      return new Count(reports + 1);
    }
  }

  /** What is published of a pair. */
  record MeasuredPair(Pair pair, ContingencyTable table, Measures measures) {}

  /** The count of a pair with some of its margins, while it is joined. */
  private record Joined(Pair pair, long reports, long drug, long event) {}

  /**
   * Builds the topology.
   *
   * @param prefix of the topics
   * @param reports topic that reports are read from
   * @param counted rises by one for each mention of a drug, event or pair that is counted, and for
   *     each report: by {@link #mentions} of every report
   */
  public static Topology build(String prefix, String reports, LongAdder counted) {
    return new NaiveTopology(prefix, counted).build(reports);
  }

  /** The topics that must be there besides that of the reports. */
  public static List<String> topics(String prefix) {
    return List.of(
        marginTopic(prefix, "drugs"),
        marginTopic(prefix, "events"),
        marginTopic(prefix, "reports"),
        measures(prefix));
  }

  /** How many counts a report raises: its drugs, its events, their pairs, and one for all. */
  public static long mentions(AdverseEventReport report) {
    return (drugs(report).size() + 1L) * (events(report).size() + 1L);
  }

  private Topology build(String reports) {
    KStream<String, AdverseEventReport> distinct =
        builder.stream(reports, Consumed.with(names, JacksonSerde.of(AdverseEventReport.class)))
            .process(new FirstOfEachReport());
    GlobalKTable<String, Count> drugs = margin("drugs", distinct, NaiveTopology::drugs);
    GlobalKTable<String, Count> events = margin("events", distinct, NaiveTopology::events);
    GlobalKTable<String, Count> all = margin("reports", distinct, report -> Set.of(EVERYTHING));
    distinct
        .flatMap(NaiveTopology::pairs)
        .groupByKey(Grouped.with("by-pair", pairs, mentions))
        .aggregate(
            () -> Count.NONE, (pair, mention, count) -> count(count), stored(PAIR_COUNTS, pairs))
        .toStream()
        .leftJoin(
            drugs,
            (pair, count) -> pair.drug(),
            (pair, count, drug) -> new Joined(pair, count.reports(), reports(drug), 0))
        .leftJoin(
            events,
            (pair, joined) -> pair.event(),
            (pair, joined, event) ->
                new Joined(pair, joined.reports(), joined.drug(), reports(event)))
        .leftJoin(
            all, (pair, joined) -> EVERYTHING, (pair, joined, total) -> measure(joined, total))
        .to(measures(prefix), Produced.with(pairs, JacksonSerde.of(MeasuredPair.class)));
    return builder.build();
  }

  private GlobalKTable<String, Count> margin(
      String of,
      KStream<String, AdverseEventReport> reports,
      Function<AdverseEventReport, Collection<String>> mentioned) {
    reports
        .flatMap(
            (id, report) ->
                mentioned.apply(report).stream()
                    .map(name -> KeyValue.pair(name, new Mention(id)))
                    .toList())
        .groupByKey(Grouped.with("by-" + of, names, mentions))
        .aggregate(
            () -> Count.NONE, (name, mention, count) -> count(count), stored(countsOf(of), names))
        .toStream()
        .to(marginTopic(prefix, of), Produced.with(names, counts));
    return builder.globalTable(
        marginTopic(prefix, of), Consumed.with(names, counts), stored("margin-of-" + of, names));
  }

  private <K> Materialized<K, Count, KeyValueStore<Bytes, byte[]>> stored(
      String name, Serde<K> keys) {
    return Materialized.<K, Count, KeyValueStore<Bytes, byte[]>>as(name)
        .withKeySerde(keys)
        .withValueSerde(counts);
  }

  private Count count(Count before) {
    counted.increment();
    return before.more();
  }

  /** Margins that lag behind are lifted to the least that the pair's own count allows. */
  private MeasuredPair measure(Joined joined, @Nullable Count total) {
    long drug = Math.max(joined.drug(), joined.reports());
    long event = Math.max(joined.event(), joined.reports());
    long all = Math.max(reports(total), drug + event - joined.reports());
    ContingencyTable table = ContingencyTable.ofMargins(joined.reports(), drug, event, all);
    return new MeasuredPair(joined.pair(), table, scorer.measure(table));
  }

  private static long reports(@Nullable Count count) {
    return count == null ? 0 : count.reports();
  }

  private static List<KeyValue<Pair, Mention>> pairs(String id, AdverseEventReport report) {
    return drugs(report).stream()
        .flatMap(drug -> events(report).stream().map(event -> new Pair(drug, event)))
        .map(pair -> KeyValue.pair(pair, new Mention(id)))
        .toList();
  }

  static List<String> drugs(AdverseEventReport report) {
    return distinct(
        report.drugs().stream()
            .filter(drug -> drug.role() != DrugRole.CONCOMITANT)
            .map(ReportedDrug::name));
  }

  static List<String> events(AdverseEventReport report) {
    return distinct(report.reactions().stream().map(reaction -> reaction.term()));
  }

  private static List<String> distinct(Stream<String> reported) {
    return reported.map(Names::normalize).distinct().toList();
  }

  static String countsOf(String what) {
    return what + "-counts";
  }

  /** The topic of the measures. */
  static String measures(String prefix) {
    return prefix + MEASURES;
  }

  private static String marginTopic(String prefix, String of) {
    return prefix + "naive-margin-of-" + of;
  }
}
