package io.tocsin.bench.naive;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.bench.GeneratedReports;
import io.tocsin.bench.naive.NaiveTopology.Count;
import io.tocsin.bench.naive.NaiveTopology.MeasuredPair;
import io.tocsin.schemas.report.AdverseEventReport;
import io.tocsin.schemas.signal.ContingencyTable;
import io.tocsin.schemas.signal.Pair;
import io.tocsin.schemas.topic.Topic;
import io.tocsin.schemas.topic.Topics;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NaiveTopologyTest {
  private static final int REPORTS = 300;
  private final Topic<String, AdverseEventReport> reports = new Topics("", 4).adverseEventReports();

  @Test
  void theComparisonCountsAsAPlainRecountDoes(@TempDir Path state) {
    GeneratedReports generated = new GeneratedReports(1);
    LongAdder counted = new LongAdder();
    Map<String, Long> drugs = new HashMap<>();
    Map<String, Long> events = new HashMap<>();
    Map<Pair, Long> pairs = new HashMap<>();
    Pair lastPair = new Pair("", "");
    long mentions = 0;
    Properties settings = new Properties();
    settings.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());

    try (TopologyTestDriver driver =
        new TopologyTestDriver(NaiveTopology.build("", reports.name(), counted), settings)) {
      TestInputTopic<String, AdverseEventReport> input =
          driver.createInputTopic(
              reports.name(), reports.keySerde().serializer(), reports.valueSerde().serializer());
      for (int i = 0; i < REPORTS; i++) {
        AdverseEventReport report = generated.next(i, REPORTS);
        input.pipeInput(report.reportId(), report);
        input.pipeInput(report.reportId(), report);
        mentions += NaiveTopology.mentions(report);
        NaiveTopology.drugs(report).forEach(drug -> drugs.merge(drug, 1L, Long::sum));
        NaiveTopology.events(report).forEach(event -> events.merge(event, 1L, Long::sum));
        for (String drug : NaiveTopology.drugs(report)) {
          NaiveTopology.events(report)
              .forEach(event -> pairs.merge(new Pair(drug, event), 1L, Long::sum));
          lastPair = new Pair(drug, NaiveTopology.events(report).getLast());
        }
      }

      assertThat(counted.sum()).isEqualTo(mentions);
      assertThat(this.<String>stored(driver, "drugs-counts")).isEqualTo(drugs);
      assertThat(this.<String>stored(driver, "events-counts")).isEqualTo(events);
      assertThat(this.<String>stored(driver, "reports-counts"))
          .isEqualTo(Map.of("everything", (long) REPORTS));
      assertThat(this.<Pair>stored(driver, NaiveTopology.PAIR_COUNTS)).isEqualTo(pairs);
      Map<Pair, ContingencyTable> published = lastTables(driver);
      assertThat(published.keySet()).isEqualTo(pairs.keySet());
      published.forEach((pair, table) -> assertThat(table.n11()).isEqualTo(pairs.get(pair)));
      assertThat(published.get(lastPair))
          .isEqualTo(
              ContingencyTable.ofMargins(
                  pairs.getOrDefault(lastPair, 0L),
                  drugs.getOrDefault(lastPair.drug(), 0L),
                  events.getOrDefault(lastPair.event(), 0L),
                  REPORTS));
    }
  }

  private static Map<Pair, ContingencyTable> lastTables(TopologyTestDriver driver) {
    Map<Pair, ContingencyTable> last = new HashMap<>();
    driver
        .createOutputTopic(
            NaiveTopology.measures(""),
            JacksonSerde.of(Pair.class).deserializer(),
            JacksonSerde.of(MeasuredPair.class).deserializer())
        .readKeyValuesToList()
        .forEach(each -> last.put(each.key, each.value.table()));
    return last;
  }

  private <K> Map<K, Long> stored(TopologyTestDriver driver, String name) {
    KeyValueStore<K, Count> store = driver.getKeyValueStore(name);
    Map<K, Long> counts = new HashMap<>();
    try (KeyValueIterator<K, Count> all = store.all()) {
      all.forEachRemaining(each -> counts.put(each.key, each.value.reports()));
    }
    return counts;
  }
}
