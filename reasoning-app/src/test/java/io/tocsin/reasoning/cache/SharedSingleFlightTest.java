package io.tocsin.reasoning.cache;

import static io.tocsin.reasoning.cache.Questions.QUESTION;
import static io.tocsin.reasoning.cache.Questions.answer;
import static io.tocsin.reasoning.cache.RedisClients.settle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tocsin.reasoning.redis.Redis;
import io.tocsin.reasoning.redis.RedisUnavailableException;
import io.tocsin.servers.RedisServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two instances that share a Redis. */
@Tag("redis")
final class SharedSingleFlightTest {
  private static final CacheConfig CONFIG = CacheConfig.DEFAULTS;
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Pattern SCRIPT_RUNS = Pattern.compile("cmdstat_eval:calls=(\\d+)");
  private static final String OTHER = "other";
  private static final String LENGTH_OF_OTHER = ":5";

  private final RedisServer server = RedisServer.start();
  private final Redis hereRedis = RedisClients.patient(server);
  private final Redis thereRedis = RedisClients.patient(server);
  private final SingleFlight<String> here = new SingleFlight<>(hereRedis, CONFIG);
  private final SingleFlight<String> there = new SingleFlight<>(thereRedis, CONFIG);
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
  private final String lease = hereRedis.key("lease", "key");

  @AfterEach
  void close() {
    callers.shutdownNow();
    callers.close();
    hereRedis.close();
    thereRedis.close();
    server.close();
  }

  @Test
  void twoInstancesWithTwoHundredCallersEachMakeOneCall() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    CountDownLatch started = new CountDownLatch(400);
    CountDownLatch bothLed = new CountDownLatch(2);
    List<Future<CachedAnswer>> results = new ArrayList<>();
    try (AnswerCache hereCache = AnswerCache.open(hereRedis, CONFIG);
        AnswerCache thereCache = AnswerCache.open(thereRedis, CONFIG)) {
      SingleFlight<CachedAnswer> hereFlight = new SingleFlight<>(hereRedis, CONFIG);
      SingleFlight<CachedAnswer> thereFlight = new SingleFlight<>(thereRedis, CONFIG);
      for (int i = 0; i < 400; i++) {
        AnswerCache cache = i % 2 == 0 ? hereCache : thereCache;
        SingleFlight<CachedAnswer> flight = i % 2 == 0 ? hereFlight : thereFlight;
        results.add(
            callers.submit(
                () -> {
                  CacheKey key = cache.key(QUESTION);
                  assertThat(cache.find(key)).isEmpty();
                  started.countDown();
                  started.await();
                  return flight.run(
                      key.id(),
                      PATIENCE,
                      () -> {
                        Optional<CachedAnswer> found = cache.findAgain(key);
                        bothLed.countDown();
                        return found;
                      },
                      () -> {
                        bothLed.await();
                        CachedAnswer paid = answer("0.0" + calls.incrementAndGet());
                        cache.store(key, paid);
                        return paid;
                      });
                }));
      }
      for (Future<CachedAnswer> result : results) {
        assertThat(result.get()).isEqualTo(answer("0.01"));
      }
    }
    assertThat(calls).hasValue(1);
  }

  @Test
  void theLeaseIsGivenUpAfterTheCall() throws Exception {
    here.run("key", PATIENCE, Optional::empty, () -> "answer");
    settle(hereRedis);

    assertThat(server.command("EXISTS " + lease)).isEqualTo(":0");
  }

  @Test
  void anotherInstancesCallIsWaitedForOnlySoLong() {
    server.command("SET " + lease + " " + OTHER + " PX 600000");

    assertThatThrownBy(
            () -> here.run("key", Duration.ofMillis(100), Optional::empty, () -> "answer"))
        .isInstanceOf(TimeoutException.class);
  }

  @Test
  void theLeaseOfAnInstanceThatDiedHoldsOthersUpUntilItEnds() throws Exception {
    server.command("SET " + lease + " " + OTHER + " PX 500");

    String holder =
        here.run("key", PATIENCE, Optional::empty, () -> server.command("STRLEN " + lease));

    assertThat(holder).isNotIn(LENGTH_OF_OTHER, ":0");
  }

  @Test
  void afterAFailureTheOtherInstanceCalls() throws Exception {
    CountDownLatch underWay = new CountDownLatch(1);
    CountDownLatch looked = new CountDownLatch(1);
    Future<String> failing =
        callers.submit(
            () ->
                here.run(
                    "key",
                    PATIENCE,
                    Optional::empty,
                    () -> {
                      underWay.countDown();
                      looked.await();
                      throw new IOException("down");
                    }));
    underWay.await();
    Future<String> other =
        callers.submit(
            () ->
                there.run(
                    "key",
                    PATIENCE,
                    () -> {
                      looked.countDown();
                      return Optional.empty();
                    },
                    () -> "answer"));

    assertThatThrownBy(failing::get).hasRootCauseMessage("down");
    assertThat(other.get()).isEqualTo("answer");
  }

  @Test
  void theLeaseIsRenewedWhileTheCallRuns() throws Exception {
    SingleFlight<String> flight =
        new SingleFlight<>(hereRedis, Configs.leasedFor(Duration.ofSeconds(3)));

    flight.run(
        "key",
        PATIENCE,
        Optional::empty,
        () -> {
          server.command("PEXPIRE " + lease + " 600000");
          await().atMost(PATIENCE).until(() -> left() <= 3000);
          return "answer";
        });
  }

  @Test
  void whoHasLostTheLeaseLeavesTheNewOwnersAlone() throws Exception {
    SingleFlight<String> flight =
        new SingleFlight<>(hereRedis, Configs.leasedFor(Duration.ofMillis(30)));

    flight.run(
        "key",
        PATIENCE,
        Optional::empty,
        () -> {
          server.command("SET " + lease + " " + OTHER + " PX 600000");
          awaitRenewals();
          return "answer";
        });
    settle(hereRedis);

    assertThat(server.command("STRLEN " + lease)).isEqualTo(LENGTH_OF_OTHER);
    assertThat(left()).isGreaterThan(300_000);
  }

  @Test
  void whoIsInterruptedWhileRedisIsAskedLeavesNoLease() throws Exception {
    settle(hereRedis);
    server.stall();
    AtomicReference<Thread> asking = new AtomicReference<>();
    Future<String> answer =
        callers.submit(
            () -> {
              asking.set(Thread.currentThread());
              return here.run("key", PATIENCE, Optional::empty, () -> "answer");
            });
    await().atMost(PATIENCE).until(() -> isWaiting(asking.get()));

    asking.get().interrupt();

    assertThatThrownBy(answer::get).hasCauseInstanceOf(InterruptedException.class);
    server.resume();
    settle(hereRedis);

    assertThat(server.command("EXISTS " + lease)).isEqualTo(":0");
  }

  @Test
  void withoutRedisAnInstanceGoesOnAlone() throws Exception {
    try (Redis redis = RedisClients.hasty(server)) {
      SingleFlight<String> flight = new SingleFlight<>(redis, CONFIG);
      settle(redis);

      server.stall();
      assertThat(flight.run("key", PATIENCE, Optional::empty, () -> "stalled"))
          .isEqualTo("stalled");
      server.kill();
      assertThat(flight.run("key", PATIENCE, Optional::empty, () -> "killed")).isEqualTo("killed");
    }
  }

  private void awaitRenewals() throws RedisUnavailableException {
    long before = scriptsRun();
    await().atMost(PATIENCE).until(() -> scriptsRun() >= before + 3);
  }

  /** Nothing but renewals runs scripts while a call is under way. */
  private long scriptsRun() throws RedisUnavailableException {
    String statistics = thereRedis.call(commands -> commands.info("commandstats"));
    Matcher runs = SCRIPT_RUNS.matcher(statistics);
    return runs.find() ? Long.parseLong(runs.group(1)) : 0;
  }

  private static boolean isWaiting(@Nullable Thread thread) {
    return thread != null && thread.getState() == Thread.State.TIMED_WAITING;
  }

  private long left() {
    return Long.parseLong(server.command("PTTL " + lease).substring(1));
  }
}
