package io.tocsin.bench.engine;

import io.tocsin.bench.naive.NaiveTopology;
import io.tocsin.local.cli.Kafka;
import io.tocsin.local.topics.TopicPlan;
import io.tocsin.schemas.topic.Topics;
import io.tocsin.scorer.EngineProperties;
import io.tocsin.scorer.ScorerApp;
import io.tocsin.scorer.ScorerConfig;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;

/** What is compared. All run with the scorer's properties of Kafka Streams. */
enum Contender {
  /** The ceiling: reports are copied as bytes to another topic. */
  PASS_THROUGH {
    @Override
    Working prepare(ScorerConfig config, Filled input, Admin admin) {
      String copy = input.prefix() + "pass-through";
      create(admin, config.topics(), List.of(copy));
      LongAdder copied = new LongAdder();
      StreamsBuilder builder = new StreamsBuilder();
      builder.stream(
              config.topics().adverseEventReports().name(),
              Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
          .peek((key, value) -> copied.increment())
          .to(copy, Produced.with(Serdes.ByteArray(), Serdes.ByteArray()));
      return new StreamsWorking(
          builder.build(), properties(config), () -> copied.sum() >= input.reports());
    }
  },

  /** The floor: {@link NaiveTopology}, with the record cache that Kafka Streams has by default. */
  NAIVE {
    @Override
    Working prepare(ScorerConfig config, Filled input, Admin admin) {
      create(admin, config.topics(), NaiveTopology.topics(input.prefix()));
      LongAdder counted = new LongAdder();
      Topology graph =
          NaiveTopology.build(
              input.prefix(), config.topics().adverseEventReports().name(), counted);
      Properties properties = properties(config);
      properties.remove(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG);
      return new StreamsWorking(graph, properties, () -> counted.sum() >= input.mentions());
    }
  },

  /** Ours: the whole scorer. */
  TOCSIN {
    @Override
    Working prepare(ScorerConfig config, Filled input, Admin admin) {
      TopicPlan.of(admin, config.topics()).apply(admin);
      Map<Integer, Long> last =
          Kafka.lastOffsets(
              admin, config.topics().adverseEventReports().name(), config.topics().partitions());
      return new ScorerWorking(new ScorerApp(config), last);
    }
  };

  /** An engine that is ready to start. */
  interface Working extends AutoCloseable {
    void start();

    /** Whether every report was counted, or copied. */
    boolean counted();

    /** Whether nothing is left to be done. */
    boolean settled();

    /** Pairs that were counted, where they are told apart. */
    long pairs();

    @Override
    void close();
  }

  /** Creates the topics that it writes to. */
  abstract Working prepare(ScorerConfig config, Filled input, Admin admin);

  /** As tables and JSON name it. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static void create(Admin admin, Topics topics, List<String> names) {
    var created =
        admin.createTopics(
            names.stream()
                .map(name -> new NewTopic(name, topics.partitions(), (short) 1))
                .toList());
    Kafka.answer(created.all());
  }

  private static Properties properties(ScorerConfig config) {
    return EngineProperties.of(config.engine(), config.kafka());
  }
}
