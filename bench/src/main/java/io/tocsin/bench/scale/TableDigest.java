package io.tocsin.bench.scale;

import io.tocsin.local.cli.TopicFollower;
import io.tocsin.schemas.digest.Sha256;
import io.tocsin.topology.counting.CountedReports;
import io.tocsin.topology.counting.Counting;
import io.tocsin.topology.counting.CountingEntry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** A digest of all that a scorer has counted of drugs and pairs, as committed. */
final class TableDigest {
  private final Map<String, String> entries = new TreeMap<>();

  private TableDigest() {}

  /** Equal tables have equal digests, however they came about. */
  static String of(Map<String, Object> client, String applicationId) {
    TableDigest tables = new TableDigest();
    String changelog = "%s-%s-changelog".formatted(applicationId, Counting.STORE);
    try (TopicFollower entries = new TopicFollower(client, List.of(changelog))) {
      entries.readToEnd(tables::take);
    }
    StringBuilder all = new StringBuilder();
    tables.entries.forEach((key, value) -> all.append(key).append('=').append(value).append('\n'));
    return Sha256.hex(all.toString().getBytes(StandardCharsets.UTF_8));
  }

  private void take(ConsumerRecord<byte[], byte[]> each) {
    CountingEntry.readAll(each.key(), each.value(), UnaryOperator.identity(), this::take);
  }

  private void take(CountingEntry entry, byte @Nullable [] value) {
    switch (entry) {
      case CountingEntry.Drug drug ->
          put("drug " + drug.drug(), value, CountingEntry.reports(value));
      case CountingEntry.PairEntry pair ->
          put(
              "pair %s %s".formatted(pair.drug(), pair.event()),
              value,
              text(CountedReports.read(value)));
      case CountingEntry.Observation observation -> {}
    }
  }

  private static String text(CountedReports counted) {
    return "%d %s %s %s"
        .formatted(
            counted.reports(),
            new TreeMap<>(counted.byPatientGroup()),
            new TreeMap<>(counted.byReceiptDate()),
            counted.cases());
  }

  private void put(String key, byte @Nullable [] value, Object counted) {
    if (value == null) {
      entries.remove(key);
    } else {
      entries.put(key, counted.toString());
    }
  }
}
