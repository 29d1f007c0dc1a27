package io.tocsin.bench;

import io.tocsin.bench.OverloadReports.Marker;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Sends reports at a rate that does not ask how far the scorer is, and markers among them. */
final class Offering implements AutoCloseable {
  private static final long TICK_NANOS = 10_000_000;
  private static final long MARKER_NANOS = 2_000_000_000;
  private static final double NANOS_PER_SECOND = 1e9;

  private final KafkaProducer<byte[], byte[]> producer;
  private final OverloadReports reports;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private final AtomicLong sent = new AtomicLong();
  private final Queue<Placed> placed = new ConcurrentLinkedQueue<>();

  /** When how much had been sent. */
  private final Deque<long[]> course = new ArrayDeque<>();

  private int markers;

  /**
   * A marker whose reports are on the topic.
   *
   * @param offsets of its reports by partition, the highest of each; complete when there are three
   *     {@code reports}
   */
  record Placed(Marker marker, Map<Integer, Long> offsets, AtomicLong reports) {
    boolean within(Map<Integer, Long> committed) {
      return reports.get() == 3
          && offsets.entrySet().stream()
              .allMatch(each -> committed.getOrDefault(each.getKey(), 0L) > each.getValue());
    }
  }

  Offering(KafkaProducer<byte[], byte[]> producer, OverloadReports reports) {
    this.producer = producer;
    this.reports = reports;
  }

  /** Sends so many at once. */
  void burst(long count) {
    for (long i = 0; i < count; i++) {
      send(reports.next(), null);
    }
    producer.flush();
    note();
  }

  /** Sends for a time. */
  void offer(double perSecond, long nanos) {
    long begun = System.nanoTime();
    long nextMarker = begun;
    long done = 0;
    for (long now = begun; now - begun < nanos; now = System.nanoTime()) {
      long due = (long) (perSecond * (now - begun) / NANOS_PER_SECOND);
      for (; done < due; done++) {
        send(reports.next(), null);
      }
      if (now >= nextMarker) {
        sendMarker();
        nextMarker += MARKER_NANOS;
      }
      note();
      LockSupport.parkNanos(TICK_NANOS);
    }
    producer.flush();
  }

  private void sendMarker() {
    boolean serious = markers % 2 == 0;
    String event = serious ? "MARKER EVENT " + markers : "REACTION NUMBER 300";
    Marker marker = new Marker("MARKER-" + markers, event, serious);
    markers++;
    Placed place = new Placed(marker, new ConcurrentHashMap<>(), new AtomicLong());
    for (var report : reports.marker(marker, LocalDate.of(2025, 12, 30))) {
      send(report, place);
    }
    placed.add(place);
  }

  private void send(ProducerRecord<byte[], byte[]> report, @Nullable Placed place) {
    sent.incrementAndGet();
    var ignored =
        producer.send(
            report,
            (stored, exception) -> {
              if (exception != null) {
                failure.compareAndSet(null, exception);
              } else if (place != null) {
                place.offsets.merge(stored.partition(), stored.offset(), Math::max);
                place.reports.incrementAndGet();
              }
            });
  }

  private void note() {
    synchronized (course) {
      course.addLast(new long[] {System.nanoTime(), sent.get()});
    }
  }

  /** Records sent so far. */
  long sent() {
    Exception failed = failure.get();
    if (failed != null) {
      throw new IllegalStateException("a report could not be stored", failed);
    }
    return sent.get();
  }

  /** Seconds since the record was sent that is the next to be worked off. */
  double ageOf(long workedOff) {
    synchronized (course) {
      while (course.size() > 1 && course.getFirst()[1] <= workedOff) {
        course.removeFirst();
      }
      long[] first = course.peekFirst();
      return first == null || first[1] <= workedOff
          ? 0
          : (System.nanoTime() - first[0]) / NANOS_PER_SECOND;
    }
  }

  /** Markers sent; those that were counted may be taken out. */
  Queue<Placed> placed() {
    return placed;
  }

  @Override
  public void close() {
    producer.close();
  }
}
