package io.tocsin.reasoning.limits;

import static io.tocsin.reasoning.limits.LimitsBuilder.limits;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.reasoning.limits.RateLimiter.Decision.Granted;
import io.tocsin.reasoning.limits.SimulatedCluster.Instance;
import io.tocsin.schemas.signal.AlertLevel;
import io.tocsin.servers.RedisServer;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Three simulated hours in which callers want far more than the limits of 50 calls a minute and 500
 * an hour. Prints what was admitted.
 */
final class RollingWindowTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration RUN = Duration.ofHours(3);
  private static final List<AlertLevel> LEVELS =
      List.copyOf(EnumSet.complementOf(EnumSet.of(AlertLevel.NONE)));
  private static final int LONGEST_PAUSE_MS = 4_000;

  private final Random random = new Random(7);
  private final Admissions admissions = new Admissions();
  private final Map<Duration, Runnable> events = new TreeMap<>();

  @Test
  void instancesOnTheirOwnStayWithinTheLimitsTogether() {
    SimulatedTime time = new SimulatedTime("2026-03-10T09:00:00Z");
    LimitsConfig config = limits().instances(4).build();
    List<RateLimiter> limiters = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      limiters.add(LocalLimiter.alone(config, time, () -> 1));
    }

    for (Duration at = Duration.ZERO; at.compareTo(RUN) < 0; at = at.plus(pause(time))) {
      reserveAll(limiters.get(random.nextInt(4)), time);
    }

    report("four instances without Redis");
    assertWithinLimits();
    assertThat(admissions.count()).isGreaterThan(1_300);
    assertNobodyStarved();
  }

  @Test
  @Tag("redis")
  void twoInstancesStayWithinTheLimitsTogether() {
    try (RedisServer server = RedisServer.start();
        SimulatedCluster cluster = cluster(server)) {
      run(cluster, List.of(cluster.join(), cluster.join()));

      report("two instances with Redis");

      assertWithinLimits();
      assertThat(admissions.count()).isGreaterThan(1_400);
      assertNobodyStarved();
    }
  }

  @Test
  @Tag("redis")
  void redisMayLoseItsStateAndItsClock() {
    try (RedisServer server = RedisServer.start();
        SimulatedCluster cluster = cluster(server)) {
      List<Instance> instances = List.of(cluster.join(), cluster.join());
      at(20, server::flush);
      at(50, cluster::restartRedis);
      at(80, () -> cluster.stepClock(Duration.ofSeconds(-40)));
      at(100, () -> cluster.stepClock(Duration.ofMinutes(-30)));
      at(120, () -> cluster.stepClock(Duration.ofHours(2)));

      run(cluster, instances);

      report("flush, restart, clock steps");
      assertWithinLimits();
      assertThat(admissions.count()).isGreaterThan(1_000);
    }
  }

  @Test
  @Tag("redis")
  void instancesMayBeCutOffFromRedisAndComeBack() {
    try (RedisServer server = RedisServer.start();
        SimulatedCluster cluster = cluster(server)) {
      Instance first = cluster.join();
      Instance second = cluster.join();
      cutOff(first, 15, 24);
      cutOff(second, 17, 40);
      cutOff(first, 45, 46);
      cutOff(first, 60, 90);
      cutOff(second, 60, 91);
      at(75, cluster::restartRedis);
      cutOff(second, 110, 150);
      cutOff(first, 140, 141);

      run(cluster, List.of(first, second));

      report("cut off and back");
      assertWithinLimits();
      assertThat(admissions.count()).isGreaterThan(900);
    }
  }

  private static SimulatedCluster cluster(RedisServer server) {
    return new SimulatedCluster(server, limits().instances(4).build());
  }

  private void run(SimulatedCluster cluster, List<Instance> instances) {
    int turn = 0;
    for (Duration at = Duration.ZERO; at.compareTo(RUN) < 0; at = at.plus(pause(cluster.time))) {
      Duration now = at;
      events.entrySet().removeIf(event -> happens(event, now));
      reserveAll(instances.get(turn++ % instances.size()).limiter, cluster.time);
    }
  }

  private static boolean happens(Map.Entry<Duration, Runnable> event, Duration now) {
    boolean due = event.getKey().compareTo(now) <= 0;
    if (due) {
      event.getValue().run();
    }
    return due;
  }

  /** Takes what there is, at random levels, as callers at saturation do. */
  private void reserveAll(RateLimiter limiter, SimulatedTime time) {
    boolean granted = true;
    while (granted) {
      AlertLevel level = LEVELS.get(random.nextInt(LEVELS.size()));
      granted =
          limiter.reserve(new Demand(level, 1_000, new BigDecimal("0.01"))) instanceof Granted;
      if (granted) {
        admissions.add(time.getAsLong(), level);
      }
    }
  }

  private Duration pause(SimulatedTime time) {
    Duration pause = Duration.ofMillis(1 + random.nextInt(LONGEST_PAUSE_MS));
    time.pass(pause);
    return pause;
  }

  private void cutOff(Instance instance, int fromMinute, int toMinute) {
    at(fromMinute, () -> instance.cutOff(true));
    at(toMinute, () -> instance.cutOff(false));
  }

  private void at(int minute, Runnable event) {
    events.merge(
        Duration.ofMinutes(minute),
        event,
        (one, other) ->
            () -> {
              one.run();
              other.run();
            });
  }

  private void report(String scenario) {
    System.out.printf("%s: %s%n", scenario, admissions);
  }

  private void assertWithinLimits() {
    assertThat(admissions.most(MINUTE)).isLessThanOrEqualTo(50);
    assertThat(admissions.most(HOUR)).isLessThanOrEqualTo(500);
  }

  private void assertNobodyStarved() {
    assertThat(admissions.count(AlertLevel.CRITICAL)).isGreaterThan(admissions.count() / 6);
    assertThat(admissions.count(AlertLevel.LOW)).isGreaterThan(admissions.count() / 12);
  }
}
