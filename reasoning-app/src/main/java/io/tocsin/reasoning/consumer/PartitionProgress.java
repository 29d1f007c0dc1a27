package io.tocsin.reasoning.consumer;

import java.util.Base64;
import java.util.BitSet;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * How far one partition has come. Records finish in any order, so a committed offset says two
 * things: everything before it is finished, and, in its metadata, which records after it are too.
 * Committed in the transaction that writes what they led to, this makes every record count once.
 *
 * <p>The metadata is a bit for each offset from the committed one on, in Base64; {@link #MAX_AHEAD}
 * keeps it well below the 4096 bytes that a broker accepts. Used by one thread.
 */
final class PartitionProgress {
  /** How many offsets a finished record may lie ahead of an unfinished one. */
  static final int MAX_AHEAD = 10_000;

  private final TopicPartition partition;
  private final TreeSet<Long> unfinished = new TreeSet<>();
  private final TreeSet<Long> finishedAhead = new TreeSet<>();
  private boolean read;
  private long next;
  private @Nullable Long refused;
  private @Nullable OffsetAndMetadata committed;

  /**
   * @param committed what was committed last; absent when nothing ever was
   */
  PartitionProgress(TopicPartition partition, @Nullable OffsetAndMetadata committed) {
    this.partition = partition;
    this.committed = committed;
    if (committed != null) {
      next = committed.offset();
      BitSet finished = BitSet.valueOf(Base64.getDecoder().decode(committed.metadata()));
      finished.stream().forEach(ahead -> finishedAhead.add(committed.offset() + ahead));
    }
  }

  TopicPartition partition() {
    return partition;
  }

  /** What becomes of a record that was read. */
  enum Reception {
    /** To be worked on. */
    FRESH,
    /** Was finished before the partition came here. */
    FINISHED,
    /** Lies too far ahead of an unfinished one; to be read again later. */
    TOO_FAR
  }

  Reception receive(long offset) {
    if (!unfinished.isEmpty() && offset - unfinished.first() >= MAX_AHEAD) {
      refused = offset;
      return Reception.TOO_FAR;
    }
    refused = null;
    read = true;
    next = offset + 1;
    if (finishedAhead.contains(offset)) {
      trim();
      return Reception.FINISHED;
    }
    unfinished.add(offset);
    return Reception.FRESH;
  }

  void finish(long offset) {
    unfinished.remove(offset);
    finishedAhead.add(offset);
    trim();
  }

  /** Whether nothing may be read now, because the next record lies too far ahead. */
  boolean blocked() {
    return refused != null && !unfinished.isEmpty() && refused - unfinished.first() >= MAX_AHEAD;
  }

  /**
   * What to commit; absent when that is committed already or nothing was read.
   *
   * @param position where the reader stands, which may be past control records
   */
  @Nullable OffsetAndMetadata toCommit(LongSupplier position) {
    if (!read) {
      return null;
    }
    long offset = unfinished.isEmpty() ? Math.max(next, position.getAsLong()) : unfinished.first();
    BitSet ahead = new BitSet();
    finishedAhead
        .tailSet(offset)
        .forEach(finished -> ahead.set(Math.toIntExact(finished - offset)));
    OffsetAndMetadata current =
        new OffsetAndMetadata(offset, Base64.getEncoder().encodeToString(ahead.toByteArray()));
    return current.equals(committed) ? null : current;
  }

  void committed(OffsetAndMetadata offset) {
    committed = offset;
  }

  private void trim() {
    finishedAhead.headSet(unfinished.isEmpty() ? next : unfinished.first()).clear();
  }
}
