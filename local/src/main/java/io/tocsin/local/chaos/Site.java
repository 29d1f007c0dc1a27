package io.tocsin.local.chaos;

import io.tocsin.local.cli.Kafka;
import io.tocsin.local.process.BrokerProcess;
import io.tocsin.scorer.ScorerConfig;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** A place to run plans at, one after the other: a broker and a directory. */
final class Site implements AutoCloseable {
  private static final String[] SMALL = {
    "-XX:-UseG1GC", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx512m"
  };

  private final Path directory;
  private final BrokerProcess broker;

  private Site(Path directory, BrokerProcess broker) {
    this.directory = directory;
    this.broker = broker;
  }

  static Site open(Path directory) {
    return new Site(directory, BrokerProcess.start(directory.resolve("kafka"), SMALL));
  }

  Path directory() {
    return directory;
  }

  BrokerProcess broker() {
    return broker;
  }

  /** Settings of clients. */
  Map<String, Object> client() {
    return ScorerConfig.brokers(broker.bootstrapServers());
  }

  Admin admin() {
    return Kafka.admin(client());
  }

  @Override
  public void close() {
    broker.close();
  }
}
