package io.tocsin.local.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tocsin.config.EnvironmentException;
import io.tocsin.local.process.BrokerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedKafkaTest {
  private static final String TOPIC = "bells";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void aReaderOfCommittedRecordsSeesWhatACommittedTransactionWroteAndNothingElse()
      throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.builder().start()) {
      createTopic(kafka);
      Map<String, Object> settings =
          Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", "ringer");
      try (KafkaProducer<String, String> producer = producer(settings)) {
        producer.initTransactions();
        producer.beginTransaction();
        send(producer, "aborted");
        producer.abortTransaction();
        producer.beginTransaction();
        send(producer, "committed");
        producer.commitTransaction();
      }

      assertThat(read(kafka, 1)).containsExactly("committed");
    }
  }

  @Test
  void theSameDirectoryTakenUpAgainStillHoldsItsRecords(@TempDir Path directory) throws Exception {
    try (EmbeddedKafka first = EmbeddedKafka.builder().directory(directory).start()) {
      createTopic(first);
      write(first, "before");
    }
    try (EmbeddedKafka second = EmbeddedKafka.builder().directory(directory).start()) {
      write(second, "after");

      assertThat(read(second, 2)).containsExactly("before", "after");
    }
  }

  @Test
  void theRecordsOfAKilledBrokerAreTakenUpAgain(@TempDir Path directory) throws Exception {
    Path records = directory.resolve("kafka");
    try (BrokerProcess broker = BrokerProcess.start(records)) {
      createTopic(broker.bootstrapServers());
      write(broker.bootstrapServers(), "before");
      broker.kill();
    }

    try (EmbeddedKafka again = EmbeddedKafka.builder().directory(records).start()) {
      assertThat(read(again, 1)).containsExactly("before");
    }
  }

  @Test
  void twoBrokersAtOnceKeepTheirRecordsApart() throws Exception {
    try (EmbeddedKafka one = EmbeddedKafka.builder().start();
        EmbeddedKafka other = EmbeddedKafka.builder().start()) {
      createTopic(one);
      createTopic(other);
      write(one, "one");
      write(other, "other");

      assertThat(read(one, 1)).containsExactly("one");
      assertThat(read(other, 1)).containsExactly("other");
    }
  }

  @Test
  void aTemporaryDirectoryGoesWithItsBroker() {
    EmbeddedKafka kafka = EmbeddedKafka.builder().start();
    assertThat(kafka.directory()).isDirectory();

    kafka.close();
    kafka.close();

    assertThat(kafka.directory()).doesNotExist();
  }

  @Test
  void aTakenPortIsNamed() throws IOException {
    try (EmbeddedKafka kafka = EmbeddedKafka.builder().start()) {
      int taken = Integer.parseInt(kafka.bootstrapServers().replaceFirst(".*:", ""));

      assertThatThrownBy(() -> EmbeddedKafka.builder().port(taken).start())
          .isInstanceOf(EnvironmentException.class)
          .hasMessageContaining("Port " + taken + " is taken")
          .hasMessageContaining("Choose another port");
    }
  }

  @Test
  void aDirectoryInUseIsNamed(@TempDir Path directory) throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.builder().directory(directory).start()) {
      assertThatThrownBy(() -> EmbeddedKafka.builder().directory(kafka.directory()).start())
          .isInstanceOf(EnvironmentException.class)
          .hasMessageContaining(directory.toString())
          .hasMessageContaining("another broker of this process uses it");

      createTopic(kafka);
    }
  }

  private static void createTopic(EmbeddedKafka kafka) throws Exception {
    createTopic(kafka.bootstrapServers());
  }

  private static void createTopic(String bootstrapServers) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      admin.createTopics(Set.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
    }
  }

  private static void write(EmbeddedKafka kafka, String value) throws Exception {
    write(kafka.bootstrapServers(), value);
  }

  private static void write(String bootstrapServers, String value) throws Exception {
    try (KafkaProducer<String, String> producer =
        producer(Map.of("bootstrap.servers", bootstrapServers))) {
      send(producer, value);
    }
  }

  private static KafkaProducer<String, String> producer(Map<String, Object> settings) {
    return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
  }

  private static void send(KafkaProducer<String, String> producer, String value) throws Exception {
    producer.send(new ProducerRecord<>(TOPIC, value)).get();
  }

  private static List<String> read(EmbeddedKafka kafka, int count) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", kafka.bootstrapServers(),
            "isolation.level", "read_committed",
            "auto.offset.reset", "earliest");
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.assign(Set.of(new TopicPartition(TOPIC, 0)));
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                consumer.poll(Duration.ofMillis(200)).forEach(each -> values.add(each.value()));
                return values.size() >= count;
              });
    }
    return values;
  }
}
