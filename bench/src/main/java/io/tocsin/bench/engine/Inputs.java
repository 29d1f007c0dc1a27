package io.tocsin.bench.engine;

import io.tocsin.bench.GeneratedReports;
import io.tocsin.bench.naive.NaiveTopology;
import io.tocsin.local.cli.Kafka;
import io.tocsin.local.topics.TopicPlan;
import io.tocsin.schemas.report.AdverseEventReport;
import io.tocsin.schemas.topic.Topic;
import io.tocsin.schemas.topic.Topics;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/** The topics of a broker: filled once with reports, and emptied of all else after each run. */
final class Inputs {
  static final int PARTITIONS = 4;

  private static final long SEED = 1;

  private final Admin admin;
  private final Map<String, Object> client;
  private final Set<String> kept = new HashSet<>();

  Inputs(Admin admin, Map<String, Object> client) {
    this.admin = admin;
    this.client = client;
  }

  /** Fills {@code adverse-event-reports} with generated reports. */
  Filled fill(String prefix, long reports) {
    Topics topics = new Topics(prefix, PARTITIONS);
    TopicPlan.of(admin, topics).apply(admin);
    Topic<String, AdverseEventReport> topic = topics.adverseEventReports();
    kept.add(topic.name());
    AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    GeneratedReports generated = new GeneratedReports(SEED);
    long bytes = 0;
    long mentions = 0;
    long pairs = 0;
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            settings(), topic.keySerde().serializer(), Serdes.ByteArray().serializer())) {
      for (long i = 0; i < reports; i++) {
        AdverseEventReport report = generated.next(i, reports);
        byte[] value = topic.valueSerde().serializer().serialize(topic.name(), report);
        bytes += value.length;
        mentions += NaiveTopology.mentions(report);
        pairs += (long) report.drugs().size() * report.reactions().size();
        var ignored =
            producer.send(
                new ProducerRecord<>(topic.name(), report.reportId(), value),
                (stored, exception) -> {
                  if (exception != null) {
                    failure.compareAndSet(null, exception);
                  }
                });
      }
    }
    Exception failed = failure.get();
    if (failed != null) {
      throw new IllegalStateException("the reports could not be stored", failed);
    }
    return new Filled(prefix, reports, pairs, mentions, bytes);
  }

  /** Deletes what a run has written. */
  void clear() {
    Set<String> written = new HashSet<>(Kafka.answer(admin.listTopics().names()));
    written.removeAll(kept);
    Kafka.answer(admin.deleteTopics(written).all());
    Kafka.await(
        "topics to be deleted", () -> kept.containsAll(Kafka.answer(admin.listTopics().names())));
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 20);
    return settings;
  }
}
