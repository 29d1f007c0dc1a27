package io.tocsin.local.scorer;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.local.process.BrokerProcess;
import io.tocsin.scorer.takeover.TransactionEnds;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker is killed as soon as it has said that a transaction is committed. */
final class CommittedTransactionsTest {
  private static final int PARTITIONS = 12;
  private static final int KILLS = 2;

  @Test
  void aProducerGoesOnWhenAllPartitionsKnowOfItsCommitAndNotWhenOneNeverWill(
      @TempDir Path directory) throws Exception {
    try (BrokerProcess broker = BrokerProcess.start(directory);
        Admin admin = Admin.create(client(broker))) {
      for (int kill = 0; kill < KILLS; kill++) {
        String name = "scores-" + kill;
        List<TopicPartition> partitions = create(admin, name);
        commit(broker, name, partitions);
        broker.kill();
        int _ = broker.awaitExit();
        broker.start();
        broker.awaitReady();

        boolean goesOn = goesOn(new TransactionEnds(admin, name), partitions);

        assertThat(holdOpen(admin, partitions)).isEqualTo(!goesOn);
      }
    }
  }

  private static boolean goesOn(TransactionEnds ends, List<TopicPartition> partitions) {
    try {
      ends.await(partitions);
      return true;
    } catch (ProducerFencedException e) {
      return false;
    }
  }

  private static List<TopicPartition> create(Admin admin, String name)
      throws ExecutionException, InterruptedException {
    NewTopic topic = new NewTopic(name, PARTITIONS, (short) 1);
    var _ = admin.createTopics(List.of(topic)).all().get();
    return IntStream.range(0, PARTITIONS).mapToObj(each -> new TopicPartition(name, each)).toList();
  }

  private static void commit(BrokerProcess broker, String id, List<TopicPartition> partitions) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", id);
    KafkaProducer<String, String> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    producer.initTransactions();
    producer.beginTransaction();
    for (TopicPartition each : partitions) {
      var _ = producer.send(new ProducerRecord<>(each.topic(), each.partition(), "pair", "score"));
    }
    producer.commitTransaction();
    producer.close(Duration.ZERO);
  }

  private static boolean holdOpen(Admin admin, List<TopicPartition> partitions)
      throws ExecutionException, InterruptedException {
    return admin.describeProducers(partitions).all().get().values().stream()
        .flatMap(partition -> partition.activeProducers().stream())
        .anyMatch(producer -> producer.currentTransactionStartOffset().isPresent());
  }

  private static Map<String, Object> client(BrokerProcess broker) {
    return Map.of("bootstrap.servers", broker.bootstrapServers());
  }
}
