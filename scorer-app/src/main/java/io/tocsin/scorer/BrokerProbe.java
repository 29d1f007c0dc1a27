package io.tocsin.scorer;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.jspecify.annotations.Nullable;

/** Asks the cluster whether it answers, at most every few seconds however often it is asked. */
final class BrokerProbe implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration FRESH = Duration.ofSeconds(5);

  private final Map<String, Object> kafka;
  private final InstantSource clock;
  private @Nullable Admin admin;
  private @Nullable Answer last;

  BrokerProbe(Map<String, Object> kafka, InstantSource clock) {
    this.kafka = kafka;
    this.clock = clock;
  }

  synchronized Answer ask() {
    Instant now = clock.instant();
    if (last == null || last.at.plus(FRESH).isBefore(now)) {
      last = probe(now);
    }
    return last;
  }

  private Answer probe(Instant now) {
    int millis = Math.toIntExact(PATIENCE.toMillis());
    try {
      int nodes =
          admin()
              .describeCluster(new DescribeClusterOptions().timeoutMs(millis))
              .nodes()
              .get(millis, TimeUnit.MILLISECONDS)
              .size();
      return new Answer(now, nodes, "");
    } catch (TimeoutException e) {
      return new Answer(now, 0, "no answer within %d ms".formatted(millis));
    } catch (ExecutionException e) {
      return new Answer(now, 0, String.valueOf(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer(now, 0, "interrupted");
    }
  }

  /** Made for the first question, so that the start need not wait for it. */
  private Admin admin() {
    Admin known = admin;
    if (known == null) {
      known = Admin.create(new HashMap<>(kafka));
      admin = known;
    }
    return known;
  }

  @Override
  public synchronized void close() {
    if (admin != null) {
      admin.close(PATIENCE);
    }
  }

  /**
   * What the cluster answered.
   *
   * @param nodes brokers known; 0 when none answered
   * @param problem empty when one answered
   */
  record Answer(Instant at, int nodes, String problem) {
    boolean reachable() {
      return nodes > 0;
    }
  }
}
