package io.tocsin.bench.scale;

import io.tocsin.local.cli.TopicFollower;
import io.tocsin.schemas.digest.Sha256;
import io.tocsin.topology.counting.CountedReports;
import io.tocsin.topology.counting.Counting;
import io.tocsin.topology.counting.CountingEntry;
import io.tocsin.topology.state.BinaryReader;
import io.tocsin.topology.state.NamePool;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** A digest of all that a scorer has counted of drugs and pairs, as committed. */
final class TableDigest implements CountingEntry.Visitor {
  private final NamePool names = new NamePool();
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
    CountingEntry.readAll(each.key(), each.value(), names, this);
  }

  @Override
  public void drug(String drug, @Nullable BinaryReader value) {
    put("drug " + drug, value, CountingEntry.reports(value));
  }

  @Override
  public void pair(String drug, String event, @Nullable BinaryReader value) {
    put("pair %s %s".formatted(drug, event), value, text(CountedReports.read(value)));
  }

  @Override
  public void observation(String drug, String event, byte @Nullable [] json) {
    // What others have observed is not counted.
  }

  private static String text(CountedReports counted) {
    return "%d %s %s %s"
        .formatted(
            counted.reports(),
            new TreeMap<>(counted.byPatientGroup()),
            new TreeMap<>(counted.byReceiptDate()),
            counted.cases());
  }

  private void put(String key, @Nullable BinaryReader value, Object counted) {
    if (value == null) {
      entries.remove(key);
    } else {
      entries.put(key, counted.toString());
    }
  }
}
