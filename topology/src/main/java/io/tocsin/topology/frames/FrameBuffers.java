package io.tocsin.topology.frames;

import io.tocsin.topology.state.BinaryWriter;
import io.tocsin.topology.state.FrameNames;
import io.tocsin.topology.state.Table;
import io.tocsin.topology.state.TableSize;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Entries that wait to be framed, by the counting partition they go to. */
final class FrameBuffers implements Table {
  private final BinaryWriter[] bodies;
  private final FrameNames.Writer[] names;
  private final Map<String, Integer> partitionOfDrug = new HashMap<>();
  private long offset = -1;
  private long arrivedAt;

  FrameBuffers(int partitions) {
    bodies = new BinaryWriter[partitions];
    names = new FrameNames.Writer[partitions];
    for (int i = 0; i < partitions; i++) {
      bodies[i] = new BinaryWriter(4096);
      names[i] = new FrameNames.Writer();
    }
  }

  int partitions() {
    return bodies.length;
  }

  BinaryWriter body(int partition) {
    return bodies[partition];
  }

  /** Names in the body of a partition. */
  FrameNames.Writer names(int partition) {
    return names[partition];
  }

  /** The counting partition of a drug. */
  int partitionOf(String drug) {
    Integer known = partitionOfDrug.get(drug);
    if (known == null) {
      known = Framing.partitionOf(drug, bodies.length);
      partitionOfDrug.put(drug, known);
    }
    return known;
  }

  /** Starts anew the body of a partition. */
  void clear(int partition) {
    bodies[partition].clear();
    names[partition].clear();
  }

  /** Offset of the last report that was buffered; -1 before the first. */
  long offset() {
    return offset;
  }

  void reached(long reportOffset) {
    offset = reportOffset;
  }

  /** When the latest entry came in, in ms since 1970. */
  long arrivedAt() {
    return arrivedAt;
  }

  void arrived(long at) {
    arrivedAt = at;
  }

  @Override
  public void restore(byte[] key, byte @Nullable [] value) {
    throw new IllegalStateException("frames leave before the commit and are never restored");
  }

  @Override
  public void drainChanges(ChangeLog log) {
    // Nothing outlives a commit.
  }

  @Override
  public TableSize measure() {
    return TableSize.NONE;
  }
}
