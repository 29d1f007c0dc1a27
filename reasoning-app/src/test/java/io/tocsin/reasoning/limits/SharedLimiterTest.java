package io.tocsin.reasoning.limits;

import static io.tocsin.reasoning.limits.LimitsBuilder.limits;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.reasoning.limits.LimitsConfig.Tier;
import io.tocsin.reasoning.limits.RateLimiter.Decision.Granted;
import io.tocsin.reasoning.limits.RateLimiter.Decision.Refused;
import io.tocsin.reasoning.limits.SimulatedCluster.Instance;
import io.tocsin.schemas.signal.AlertLevel;
import io.tocsin.servers.RedisServer;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Instances on simulated time with one real Redis. */
@Tag("redis")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SharedLimiterTest {
  private static final Duration UNTIL_ALONE = Duration.ofSeconds(66);

  private RedisServer server;
  private final List<SimulatedCluster> clusters = new ArrayList<>();

  @BeforeAll
  void startRedis() {
    server = RedisServer.start();
  }

  @AfterEach
  void closeConnections() {
    clusters.forEach(SimulatedCluster::close);
    clusters.clear();
  }

  @AfterAll
  void stopRedis() {
    server.close();
  }

  @Test
  void instancesShareEveryLimit() {
    SimulatedCluster cluster = cluster(limits().calls(10, 500).instances(2));
    Instance first = cluster.join();
    Instance second = cluster.join();
    meet(first, second);

    assertThat(grant(first, 6)).isEqualTo(6);
    assertThat(grant(second, 6)).isEqualTo(2);
    assertThat(grant(first, AlertLevel.CRITICAL, 6)).isEqualTo(2);

    LimitStatus status = second.limiter.status();
    assertThat(status.minute()).isEqualTo(new LimitStatus.Use<>(10L, 10L));
    assertThat(status.hour()).isEqualTo(new LimitStatus.Use<>(10L, 500L));
    assertThat(status.shared()).isTrue();
    assertThat(status.trouble()).isNull();
  }

  @Test
  void tenantsHaveTheirOwnQuotaWithinTheWhole() {
    SimulatedCluster cluster = cluster(limits().calls(1_000, 180));
    Instance acme = cluster.join(tenant("acme"), () -> 1);
    Instance other = cluster.join(tenant("other"), () -> 1);

    assertThat(grant(acme, 200)).isEqualTo(80);
    assertThat(acme.limiter.reserve(demand(0, "0")))
        .isEqualTo(new Refused("tenant", Duration.ofMinutes(61)));
    assertThat(grant(other, 200)).isEqualTo(64);
    assertThat(other.limiter.status().hour().used()).isEqualTo(144);
  }

  @Test
  void aRefusedCallConsumesNothing() {
    assertRefusedConsumesNothing(limits().calls(2, 500), demand(0, "0"));
    assertRefusedConsumesNothing(limits().calls(50, 2), demand(0, "0"));
    assertRefusedConsumesNothing(limits().tokens(35), demand(10, "0"));
    assertRefusedConsumesNothing(limits().perDay("0.25"), demand(0, "0.1"));
    assertRefusedConsumesNothing(limits().perMonth("0.25"), demand(0, "0.1"));
  }

  @Test
  void twoHundredCallersAtTheEdgeOfTheBudgetSpendExactlyIt()
      throws InterruptedException, ExecutionException {
    SimulatedCluster cluster = cluster(limits().calls(1_000, 1_000).perDay("1").instances(2));
    Instance first = cluster.join();
    Instance second = cluster.join();
    meet(first, second);
    List<Callable<Boolean>> callers = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      RateLimiter limiter = (i % 2 == 0 ? first : second).limiter;
      callers.add(() -> limiter.reserve(demand(100, "0.03")) instanceof Granted);
    }

    int granted = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> caller : threads.invokeAll(callers)) {
        granted += caller.get() ? 1 : 0;
      }
    }

    assertThat(granted).isEqualTo(33);
    assertThat(first.limiter.status().day().used()).isEqualByComparingTo("0.99");
  }

  @Test
  void settlingReplacesWhatWasReservedForAll() {
    SimulatedCluster cluster = cluster(limits().perDay("10").instances(2));
    Instance first = cluster.join();
    Instance second = cluster.join();
    Granted less = granted(first, 1_000, "2");
    Granted more = granted(first, 1_000, "2");

    less.settle(400, new BigDecimal("0.5"));
    more.settle(1_500, new BigDecimal("3"));
    less.settle(9_000, new BigDecimal("9"));
    first.limiter.contact();

    assertUsed(second, 1_900, "3.5");
  }

  @Test
  void whatWasNeverSettledExpires() {
    SimulatedCluster cluster =
        cluster(limits().perDay("10").instances(2).expiry(Duration.ofSeconds(30)));
    Instance crashed = cluster.join();
    Instance other = cluster.join();
    Granted call = granted(crashed, 1_000, "2");

    cluster.time.pass(Duration.ofSeconds(29));
    assertUsed(other, 1_000, "2");
    cluster.time.pass(Duration.ofSeconds(1));
    assertUsed(other, 0, "0");
    assertThat(other.limiter.status().hour().used()).isEqualTo(1);

    call.settle(900, new BigDecimal("1.5"));
    crashed.limiter.contact();
    assertUsed(other, 900, "1.5");
  }

  @Test
  void whatIsToldTwiceCountsOnce() {
    SimulatedCluster cluster = cluster(limits().perDay("10"));
    Instance instance = cluster.join();
    Granted call = granted(instance, 1_000, "2");
    call.settle(700, BigDecimal.ONE);

    instance.loseAnswers(true);
    instance.limiter.contact();
    instance.loseAnswers(false);
    instance.limiter.contact();

    assertUsed(instance, 700, "1");
  }

  @Test
  void aReservationWhoseAnswerWasLostHoldsNoMoney() {
    SimulatedCluster cluster = cluster(limits().perDay("10"));
    Instance instance = cluster.join();

    instance.loseAnswers(true);
    assertThat(instance.limiter.reserve(demand(1_000, "2"))).isInstanceOf(Refused.class);
    instance.loseAnswers(false);
    instance.limiter.contact();

    assertUsed(instance, 0, "0");
    assertThat(instance.limiter.status().minute().used()).isEqualTo(1);
  }

  @Test
  void whoWaitsAsToldIsAdmittedAndNotBefore() {
    SimulatedCluster cluster = cluster(limits().calls(6, 40).tokens(700));
    Instance instance = cluster.join();
    Random random = new Random(3);
    int refused = 0;
    for (int i = 0; i < 150; i++) {
      Demand demand = demand(random.nextInt(300), "0");
      if (instance.limiter.reserve(demand) instanceof Refused refusal) {
        refused++;
        cluster.time.pass(refusal.retryAfter().minusMillis(1));
        assertThat(instance.limiter.reserve(demand)).isInstanceOf(Refused.class);
        cluster.time.pass(Duration.ofMillis(1));
        assertThat(instance.limiter.reserve(demand)).isInstanceOf(Granted.class);
      }
      cluster.time.pass(Duration.ofMillis(random.nextInt(2_000)));
    }
    assertThat(refused).isGreaterThan(20);
  }

  @Test
  void aForgottenScriptIsLoadedAgain() {
    SimulatedCluster cluster = cluster(limits().calls(3, 500));
    Instance instance = cluster.join();
    assertThat(grant(instance, 1)).isEqualTo(1);

    server.command("SCRIPT FLUSH");

    assertThat(grant(instance, 5)).isEqualTo(2);
  }

  @Test
  void whoIsCutOffTakesNothingForAMinuteAndThenItsPart() {
    SimulatedCluster cluster = cluster(limits().calls(50, 500).instances(4));
    Instance instance = cluster.join();
    assertThat(grant(instance, 100)).isEqualTo(40);
    instance.cutOff(true);

    cluster.time.pass(UNTIL_ALONE.minusMillis(1));
    assertThat(instance.limiter.reserve(demand(0, "0")))
        .isEqualTo(new Refused("minute", Duration.ofMillis(1)));
    cluster.time.pass(Duration.ofMillis(1));
    assertThat(grant(instance, 100)).isEqualTo(10);

    LimitStatus status = instance.limiter.status();
    assertThat(status.shared()).isFalse();
    assertThat(status.trouble()).contains("cut off");
    assertThat(status.minute()).isEqualTo(new LimitStatus.Use<>(10L, 12L));
  }

  @Test
  void whoIsCutOffReckonsWithWhatTheOthersUsedOfTheHour() {
    SimulatedCluster cluster = cluster(limits().calls(100, 500).instances(4));
    Instance instance = cluster.join();
    for (int minute = 0; minute < 4; minute++) {
      cluster.time.pass(Duration.ofSeconds(62));
      assertThat(grant(instance, 80)).isEqualTo(80);
    }
    instance.cutOff(true);

    cluster.time.pass(UNTIL_ALONE);
    assertThat(instance.limiter.status().hour().limit())
        .as("a fourth of 500 - 320 - another minute's 100")
        .isEqualTo(20);
    cluster.time.pass(Duration.ofHours(1));
    assertThat(instance.limiter.status().hour().limit()).isEqualTo(125);
  }

  @Test
  void thePartOfWhoIsCutOffIsKeptForIt() {
    SimulatedCluster cluster = cluster(limits().calls(50, 500).instances(2));
    Instance away = cluster.join();
    Instance other = cluster.join();
    meet(away, other);

    away.cutOff(true);
    cluster.time.pass(UNTIL_ALONE);
    other.limiter.contact();
    assertThat(grant(other, 100)).as("four fifths of 25").isEqualTo(20);
    assertThat(grant(away, 100)).isEqualTo(20);

    away.cutOff(false);
    away.limiter.contact();
    other.limiter.contact();
    assertThat(other.limiter.status().minute().used()).isEqualTo(40);
    assertThat(grant(other, 100)).as("until it has proved to be back").isZero();
  }

  @Test
  void aRequestThatRedisExecutesLateBringsNobodyBack() {
    SimulatedCluster cluster = cluster(limits().calls(50, 500).instances(2));
    Instance away = cluster.join();
    Instance other = cluster.join();
    meet(away, other);

    away.loseAnswers(true);
    cluster.time.pass(UNTIL_ALONE);
    away.limiter.contact();
    away.limiter.contact();
    other.limiter.contact();

    assertThat(grant(other, 100)).isEqualTo(20);
    assertThat(grant(away, 100)).isEqualTo(20);
  }

  @Test
  void whoLeavesKeepsNothing() {
    SimulatedCluster cluster = cluster(limits().calls(50, 500).instances(2));
    Instance leaving = cluster.join();
    Instance other = cluster.join();
    meet(leaving, other);

    leaving.limiter.close();
    cluster.time.pass(UNTIL_ALONE);
    other.limiter.contact();

    assertThat(grant(other, 100)).isEqualTo(40);
  }

  @Test
  void whoDiedKeepsItsPartForAnHour() {
    SimulatedCluster cluster = cluster(limits().calls(50, 500).instances(2));
    Instance dead = cluster.join();
    Instance other = cluster.join();
    meet(dead, other);

    beat(cluster, other, Duration.ofMinutes(61));
    assertThat(grant(other, 100)).isEqualTo(20);
    beat(cluster, other, Duration.ofSeconds(62));
    assertThat(grant(other, 100)).isEqualTo(40);
  }

  @Test
  void theDeadKeepNoMoreThanMayRun() {
    SimulatedCluster cluster = cluster(limits().calls(50, 500).instances(2));
    Instance living = cluster.join();
    for (int i = 0; i < 10; i++) {
      cluster.join();
    }

    beat(cluster, living, UNTIL_ALONE);

    assertThat(grant(living, 100)).isEqualTo(20);
  }

  @Test
  void aPartIsKeptHoweverLongNobodyWasHeard() {
    SimulatedCluster cluster = cluster(limits().calls(50, 500).instances(2));
    Instance first = cluster.join();
    Instance second = cluster.join();
    meet(first, second);
    first.cutOff(true);
    second.cutOff(true);
    cluster.time.pass(Duration.ofHours(3));
    assertThat(grant(second, 100)).isEqualTo(20);

    first.cutOff(false);
    first.limiter.contact();

    assertThat(grant(first, 100)).isEqualTo(20);
  }

  @Test
  void howeverMuchThereIsToTellAllIsTold() {
    SimulatedCluster cluster = cluster(limits().calls(2_000, 2_000));
    Instance instance = cluster.join();
    List<Granted> calls = new ArrayList<>();
    for (int i = 0; i < 1_100; i++) {
      calls.add(granted(instance, 2, "0.01"));
    }
    instance.cutOff(true);
    calls.forEach(call -> call.settle(1, new BigDecimal("0.02")));
    instance.cutOff(false);

    instance.limiter.contact();

    assertUsed(instance, 1_100, "22");
  }

  @Test
  void whatWasSettledWhileCutOffIsTold() {
    SimulatedCluster cluster = cluster(limits().perDay("40").instances(4));
    Instance away = cluster.join();
    Instance other = cluster.join();
    meet(away, other);
    Granted before = granted(away, 100, "4");
    away.cutOff(true);
    before.settle(50, new BigDecimal("2"));
    cluster.time.pass(UNTIL_ALONE);

    granted(away, 1_000, "9").settle(500, new BigDecimal("1.25"));
    assertThat(away.limiter.reserve(demand(0, "8.80")))
        .as("a fourth of what was left, less 1.25")
        .isInstanceOf(Refused.class);
    away.cutOff(false);
    away.limiter.contact();

    assertThat(other.limiter.status().day().used()).isEqualByComparingTo("3.25");
    assertThat(other.limiter.status().minute().used()).isEqualTo(1);
    assertThat(other.limiter.status().hour().used()).isEqualTo(2);
  }

  @Test
  void whoNeverReachedRedisTakesEverythingToBeUsed() {
    SimulatedCluster cluster = cluster(limits().calls(50, 500).perDay("10").instances(4));
    Instance instance = cluster.joinCutOff();

    cluster.time.pass(UNTIL_ALONE);
    assertThat(instance.limiter.reserve(demand(0, "0")))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.limit()).isEqualTo("hour"));
    cluster.time.pass(Duration.ofHours(1));
    assertThat(grant(instance, 100)).isEqualTo(10);
    assertThat(instance.limiter.reserve(demand(0, "0.01"))).isInstanceOf(Refused.class);
  }

  @Test
  void aLostStateIsTakenToBeAsFullAsItCanHaveBeen() {
    SimulatedCluster cluster = cluster(limits().perDay("10").instances(2));
    Instance first = cluster.join();
    Instance second = cluster.join();
    meet(first, second);
    granted(first, 100, "2").settle(100, BigDecimal.ONE);
    assertThat(grant(second, 29)).isEqualTo(29);
    first.limiter.contact();
    second.limiter.contact();

    server.flush();

    assertThat(grant(first, 10)).isZero();
    LimitStatus status = second.limiter.status();
    assertThat(status.minute().used()).isEqualTo(50);
    assertThat(status.hour().used()).as("30, and a minute that is not known").isEqualTo(80);
    assertThat(status.day().used()).isEqualByComparingTo("1");
    cluster.time.pass(Duration.ofSeconds(61));
    meet(first, second);
    assertThat(grant(second, 100)).as("the second does not close it again").isEqualTo(40);
  }

  @Test
  void whoKnewMoreOfALostStateRaisesIt() {
    SimulatedCluster cluster = cluster(limits().calls(50, 500).instances(2));
    Instance stale = cluster.join();
    Instance current = cluster.join();
    meet(stale, current);
    assertThat(grant(current, 40)).isEqualTo(40);

    server.flush();
    stale.limiter.contact();
    assertThat(stale.limiter.status().hour().used()).isEqualTo(50);
    current.limiter.contact();

    assertThat(stale.limiter.status().hour().used()).isEqualTo(90);
  }

  @Test
  void anOldCopyOfTheStateIsALostState() {
    SimulatedCluster cluster = cluster(limits().calls(50, 500));
    Instance instance = cluster.join();
    List<String> keys = cluster.keys("default");
    assertThat(grant(instance, 10)).isEqualTo(10);
    keys.forEach(key -> server.command("COPY %s %s:copy REPLACE".formatted(key, key)));
    cluster.time.pass(Duration.ofSeconds(2));
    assertThat(grant(instance, 30)).isEqualTo(30);

    keys.forEach(key -> server.command("COPY %s:copy %s REPLACE".formatted(key, key)));

    assertThat(grant(instance, 10)).isZero();
    assertThat(instance.limiter.status().hour().used()).isEqualTo(90);
  }

  @Test
  void aNewInstanceOnANewRedisBeginsAtZero() {
    Instance instance = cluster(limits()).join();

    assertThat(grant(instance, 100)).isEqualTo(40);
  }

  @Test
  void aClockThatStepsBackALittleStandsStill() {
    SimulatedCluster cluster = cluster(limits().calls(10, 500));
    Instance instance = cluster.join();
    assertThat(grant(instance, 100)).isEqualTo(8);

    cluster.stepClock(Duration.ofSeconds(-50));
    cluster.time.pass(Duration.ofSeconds(100));
    assertThat(grant(instance, 100)).isZero();
    cluster.time.pass(Duration.ofSeconds(11));
    assertThat(grant(instance, 100)).isEqualTo(8);
  }

  @Test
  void aClockThatStepsFarIsALostState() {
    for (Duration step : List.of(Duration.ofMinutes(-10), Duration.ofMinutes(10))) {
      SimulatedCluster cluster = cluster(limits().calls(10, 500));
      Instance instance = cluster.join();
      assertThat(grant(instance, 100)).isEqualTo(8);

      cluster.stepClock(step);

      assertThat(grant(instance, 100)).isZero();
      cluster.time.pass(Duration.ofSeconds(60));
      assertThat(grant(instance, 100)).isZero();
      cluster.time.pass(Duration.ofSeconds(1));
      assertThat(grant(instance, 100)).isEqualTo(8);
    }
  }

  @Test
  void anAnswerThatComesLateIsNoClockStep() {
    SimulatedCluster cluster = cluster(limits().calls(10, 500));
    Instance instance = cluster.join();

    instance.answersTake(Duration.ofSeconds(90));
    instance.limiter.contact();
    instance.answersTake(Duration.ZERO);

    assertThat(grant(instance, 100)).isEqualTo(8);
  }

  @Test
  void theStateIsBounded() {
    SimulatedCluster cluster =
        cluster(limits().calls(1_000, 10_000).tokens(100_000_000).tenant("acme", Tier.PRO));
    Instance instance = cluster.join();
    for (int second = 0; second < 75 * 60; second += 2) {
      cluster.time.pass(Duration.ofSeconds(2));
      assertThat(instance.limiter.reserve(demand(1_000 + second, "0.01")))
          .isInstanceOf(Granted.class);
    }

    long bytes = 0;
    for (String key : cluster.keys("acme")) {
      String answer = server.command("MEMORY USAGE " + key);
      System.out.println(key + " " + answer);
      bytes += Long.parseLong(answer.substring(1));
    }
    assertThat(bytes).isLessThan(64_000);
  }

  private SimulatedCluster cluster(LimitsBuilder limits) {
    SimulatedCluster cluster = new SimulatedCluster(server, limits.build());
    clusters.add(cluster);
    return cluster;
  }

  private static LimitsConfig tenant(String name) {
    return limits().calls(1_000, 180).tenant(name, Tier.FREE).build();
  }

  /** Everybody proves to be there. */
  private static void meet(Instance... instances) {
    for (Instance instance : instances) {
      instance.limiter.contact();
      instance.limiter.contact();
    }
  }

  private static void beat(SimulatedCluster cluster, Instance instance, Duration duration) {
    for (long second = 0; second < duration.toSeconds(); second += 4) {
      cluster.time.pass(Duration.ofSeconds(4));
      instance.limiter.contact();
    }
  }

  private void assertRefusedConsumesNothing(LimitsBuilder limits, Demand demand) {
    RateLimiter limiter = cluster(limits).join().limiter;
    assertThat(limiter.reserve(demand)).isInstanceOf(Granted.class);
    assertThat(limiter.reserve(demand)).isInstanceOf(Granted.class);
    LimitStatus before = limiter.status();

    assertThat(limiter.reserve(demand)).isInstanceOf(Refused.class);

    assertThat(limiter.status()).isEqualTo(before);
  }

  private static int grant(Instance instance, int tries) {
    return grant(instance, AlertLevel.LOW, tries);
  }

  private static int grant(Instance instance, AlertLevel level, int tries) {
    int granted = 0;
    for (int i = 0; i < tries; i++) {
      Demand demand = new Demand(level, 0, BigDecimal.ZERO);
      granted += instance.limiter.reserve(demand) instanceof Granted ? 1 : 0;
    }
    return granted;
  }

  private static Granted granted(Instance instance, long tokens, String costUsd) {
    return (Granted) instance.limiter.reserve(demand(tokens, costUsd));
  }

  private static void assertUsed(Instance instance, long tokens, String usd) {
    LimitStatus status = instance.limiter.status();
    assertThat(status.tokens().used()).isEqualTo(tokens);
    assertThat(status.day().used()).isEqualByComparingTo(usd);
    assertThat(status.month().used()).isEqualByComparingTo(usd);
  }

  private static Demand demand(long tokens, String costUsd) {
    return new Demand(AlertLevel.HIGH, tokens, new BigDecimal(costUsd));
  }
}
