package io.tocsin.topology.model;

import io.tocsin.scoring.prior.MarginHistogram;
import io.tocsin.scoring.prior.PairHistogram;
import io.tocsin.scoring.standing.ScoreHistogram;
import io.tocsin.topology.state.Table;
import io.tocsin.topology.state.TableSize;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** What all counting partitions have said of their pairs and drugs. */
final class Populations implements Table {
  private final Map<Bytes, byte[]> entries = new HashMap<>();
  private Set<Bytes> changed = new LinkedHashSet<>();
  private long bytes;

  /** All partitions together. */
  record Merged(PairHistogram pairs, MarginHistogram drugs, ScoreHistogram scores) {}

  void put(byte[] key, byte[] value) {
    Bytes entry = Bytes.wrap(key);
    keep(entry, value);
    changed.add(entry);
  }

  private void keep(Bytes key, byte[] value) {
    byte[] before = entries.put(key, value);
    bytes += value.length - (before == null ? 0 : before.length);
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  /** What they had said until now; later records leave it alone. */
  Map<Bytes, byte[]> entries() {
    return Map.copyOf(entries);
  }

  static Merged merge(Map<Bytes, byte[]> entries) {
    Merged merged = new Merged(new PairHistogram(), new MarginHistogram(), new ScoreHistogram());
    entries.forEach(
        (key, value) -> {
          switch (PopulationRecord.read(key.get(), value)) {
            case PopulationRecord.Pairs p -> merged.pairs.merge(p.pairs());
            case PopulationRecord.Scores s -> merged.scores.merge(s.scores());
            case PopulationRecord.Drugs d ->
                d.drugsByReports().forEach((reports, drugs) -> merged.drugs.add(reports, drugs));
          }
        });
    return merged;
  }

  @Override
  public void restore(byte[] key, byte @Nullable [] value) {
    keep(Bytes.wrap(key), Objects.requireNonNull(value));
  }

  @Override
  public TableSize measure() {
    return new TableSize(entries.size(), bytes);
  }

  @Override
  public void drainChanges(ChangeLog log) {
    Set<Bytes> keys = changed;
    changed = new LinkedHashSet<>();
    keys.forEach(key -> log.write(key.get(), entries.get(key)));
  }
}
