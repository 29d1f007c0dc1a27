package io.tocsin.bench.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Many records read by one target, within bounds of time and memory for each.
 *
 * @param records read
 * @param refused by code
 * @param slowest CPU time of one record
 * @param largest bytes allocated for one record
 * @param ofBytes the size of that record
 */
public record Trial(
    String target,
    long records,
    Map<String, Long> refused,
    Duration slowest,
    long largest,
    int ofBytes) {

  /** Most CPU time of one record. */
  public static final Duration MOST_TIME = Duration.ofSeconds(2);

  /** Most bytes allocated for a record: so many for each of its own, and {@link #MOST_BYTES}. */
  public static final int MOST_BYTES_PER_BYTE = 100;

  /** Most bytes allocated for a record of no length: a score of 26 weeks and 36 months is in it. */
  public static final long MOST_BYTES = 4 << 20;

  private static final int WARM_UP = 200;
  private static final ThreadMXBean THREADS =
      ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

  /**
   * Lets a target read valid records, then mutated ones.
   *
   * @throws Violation when a target does anything but read or refuse, or takes too much
   */
  public static Trial run(Target target, long records) {
    for (int i = 0; i < WARM_UP; i++) {
      byte[] valid = target.valid().next();
      String refusal = read(target, valid);
      if (!refusal.isEmpty()) {
        throw new Violation(target, valid, "a valid record was refused: " + refusal, null);
      }
    }
    Map<String, Long> refused = new TreeMap<>();
    long slowest = 0;
    long largest = 0;
    int ofBytes = 0;
    for (long i = 0; i < records; i++) {
      byte[] record = target.mutation().of(target.valid().next());
      long bytes = THREADS.getCurrentThreadAllocatedBytes();
      long nanos = THREADS.getCurrentThreadCpuTime();
      String refusal = read(target, record);
      nanos = THREADS.getCurrentThreadCpuTime() - nanos;
      bytes = THREADS.getCurrentThreadAllocatedBytes() - bytes;
      check(target, record, nanos, bytes);
      if (!refusal.isEmpty()) {
        refused.merge(refusal, 1L, Long::sum);
      }
      slowest = Math.max(slowest, nanos);
      if (bytes > largest) {
        largest = bytes;
        ofBytes = record.length;
      }
    }
    return new Trial(target.name(), records, refused, Duration.ofNanos(slowest), largest, ofBytes);
  }

  /** The code of the refusal; empty when the record was accepted. */
  private static String read(Target target, byte[] record) {
    try {
      target.reading().read(record);
      return "";
    } catch (Target.Refused e) {
      return e.code();
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      throw new Violation(target, record, "it was neither read nor refused", e);
    }
  }

  private static void check(Target target, byte[] record, long nanos, long bytes) {
    if (nanos > MOST_TIME.toNanos()) {
      throw new Violation(target, record, "it took %d ms".formatted(nanos / 1_000_000), null);
    }
    if (bytes > MOST_BYTES + (long) MOST_BYTES_PER_BYTE * record.length) {
      throw new Violation(target, record, "it took %,d bytes of memory".formatted(bytes), null);
    }
  }

  /** Records that were not refused. */
  public long accepted() {
    return records - refused.values().stream().mapToLong(Long::longValue).sum();
  }

  /** A record that was not read as records must be. */
  public static final class Violation extends IllegalStateException {
    private static final long serialVersionUID = 1L;
    private static final int MOST_SHOWN = 3000;

    private Violation(Target target, byte[] record, String saying, @Nullable Throwable cause) {
      super(
          "%s, a record of %d bytes: %s; in Base64: %s"
              .formatted(target.name(), record.length, saying, shown(record)),
          cause);
    }

    private static String shown(byte[] record) {
      String all = Base64.getEncoder().encodeToString(record);
      return all.length() <= MOST_SHOWN ? all : all.substring(0, MOST_SHOWN) + "…";
    }
  }
}
