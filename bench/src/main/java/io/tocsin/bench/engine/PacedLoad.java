package io.tocsin.bench.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Sends reports at times that are fixed beforehand, late ones at once: a system that falls behind
 * is not spared, and its delay is not left out (no coordinated omission).
 */
final class PacedLoad {
  /** Third reports of markers per second. */
  static final int MARKERS_PER_SECOND = 10;

  /** How long before its third report a marker's first two are sent. */
  private static final int MARKERS_AHEAD = 2 * MARKERS_PER_SECOND;

  /** To wait for each report by itself would take more CPU than to send it. */
  private static final long LEAST_REST = TimeUnit.MILLISECONDS.toNanos(1);

  private static final long MARKER_GAP = TimeUnit.SECONDS.toNanos(1) / MARKERS_PER_SECOND;

  private final KafkaProducer<String, byte[]> producer;
  private final String topic;
  private final Spool spool;
  private int nextMarker;

  /**
   * What was sent.
   *
   * @param dueNanos when each marker's third report was due, by {@link System#nanoTime}
   * @param sent reports
   * @param seconds it took
   */
  record Sent(Map<Integer, Long> dueNanos, long sent, double seconds) {
    double reportsPerSecond() {
      return sent / seconds;
    }
  }

  PacedLoad(KafkaProducer<String, byte[]> producer, String topic, Spool spool) {
    this.producer = producer;
    this.topic = topic;
    this.spool = spool;
  }

  /** Sends at a rate for so long; returns when all is sent. */
  Sent send(double reportsPerSecond, Duration duration) {
    Map<Integer, Long> due = new TreeMap<>();
    double gap = 1e9 / reportsPerSecond;
    long begun = System.nanoTime();
    long end = begun + duration.toNanos();
    long markerDue = begun;
    int slot = 0;
    long reports = 0;
    while (true) {
      long reportDue = begun + (long) (reports * gap);
      long next = Math.min(reportDue, markerDue);
      if (next >= end) {
        break;
      }
      awaitTime(next);
      if (next == markerDue) {
        int opened = nextMarker + slot;
        send(Markers.report(topic, opened, 1));
        send(Markers.report(topic, opened, 2));
        if (slot >= MARKERS_AHEAD) {
          int complete = opened - MARKERS_AHEAD;
          due.put(complete, markerDue);
          send(Markers.report(topic, complete, Markers.REPORTS));
        }
        slot++;
        markerDue = begun + slot * MARKER_GAP;
      } else {
        send(nextReport());
        reports++;
      }
    }
    nextMarker += slot;
    producer.flush();
    return new Sent(due, reports, (System.nanoTime() - begun) / 1e9);
  }

  private ProducerRecord<String, byte[]> nextReport() {
    try {
      return spool.next(topic);
    } catch (IOException e) {
      throw new UncheckedIOException("the reports made beforehand cannot be read", e);
    }
  }

  private void send(ProducerRecord<String, byte[]> report) {
    var ignored = producer.send(report);
  }

  private static void awaitTime(long due) {
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(Math.max(left, LEAST_REST));
    }
  }
}
