package io.tocsin.topology.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class FrameLogTest {
  private static final int COUNTS = 2_000;

  @Test
  void whoeverReadsTheTopicFromItsStartEndsWithWhatTheTableHolds() {
    Random random = new Random(7);
    Topic topic = new Topic();
    Counts counts = new Counts();
    for (int commit = 0; commit < 400; commit++) {
      for (int i = 0; i < 60; i++) {
        String name = "entry " + (int) (COUNTS * Math.pow(random.nextDouble(), 3));
        counts.set(name, random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(1000));
      }
      counts.drain(topic);
      if (commit % 50 == 49) {
        Map<String, Integer> now = counts.values();
        assertThat(Counts.of(topic.records).values()).as("every record").isEqualTo(now);
        assertThat(Counts.of(topic.compacted()).values()).as("compacted").isEqualTo(now);
        assertThat(Counts.of(topic.byKey()).values()).as("by key").isEqualTo(now);
        counts = Counts.of(topic.compacted());
      }
    }
    assertThat(topic.compacted()).as("frames kept").hasSizeLessThan(200);
  }

  private static final class Written {
    private final byte[] key;
    private final byte @Nullable [] value;

    Written(byte[] key, byte @Nullable [] value) {
      this.key = key;
      this.value = value;
    }
  }

  /** A compacted topic. */
  private static final class Topic {
    private final List<Written> records = new ArrayList<>();

    Collection<Written> compacted() {
      Map<ByteBuffer, Written> last = new LinkedHashMap<>();
      for (Written record : records) {
        last.remove(ByteBuffer.wrap(record.key));
        last.put(ByteBuffer.wrap(record.key), record);
      }
      last.values().removeIf(record -> record.value == null);
      return last.values();
    }

    Collection<Written> byKey() {
      return compacted().stream()
          .sorted(Comparator.comparingLong(record -> ByteBuffer.wrap(record.key).getLong()))
          .toList();
    }
  }

  private static final class Count extends FrameLog.Entry {
    private final String name;
    private int value;

    Count(String name) {
      this.name = name;
    }
  }

  private static final class Counts implements FrameLog.Form<Count> {
    private final Map<String, Count> counts = new HashMap<>();
    private final FrameLog<Count> log = new FrameLog<>();

    static Counts of(Collection<Written> records) {
      Counts read = new Counts();
      records.forEach(read::take);
      return read;
    }

    private void take(Written record) {
      long number = ByteBuffer.wrap(record.key).getLong();
      if (record.value == null) {
        log.forget(number);
        return;
      }
      log.restore(number);
      BinaryReader in = new BinaryReader(record.value);
      FrameNames.Reader names = new FrameNames.Reader(new NamePool());
      while (in.hasMore()) {
        Count count = count(names.read(in));
        count.value = in.readInt();
        log.restored(count, count.value > 0);
      }
    }

    private Count count(String name) {
      return counts.computeIfAbsent(name, Count::new);
    }

    void set(String name, int value) {
      Count count = count(name);
      count.value = value;
      log.touch(count);
    }

    void drain(Topic topic) {
      log.drain((key, value) -> topic.records.add(new Written(key, value)), this);
    }

    Map<String, Integer> values() {
      Map<String, Integer> values = new TreeMap<>();
      counts.values().stream()
          .filter(count -> count.value > 0)
          .forEach(count -> values.put(count.name, count.value));
      return values;
    }

    @Override
    public byte[] key(long number) {
      return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    @Override
    public void open(BinaryWriter out) {
      // Nothing stands before the entries.
    }

    @Override
    public boolean write(Count count, BinaryWriter out, FrameNames.Writer names) {
      names.write(count.name, out);
      out.writeVarint(count.value);
      return count.value > 0;
    }
  }
}
