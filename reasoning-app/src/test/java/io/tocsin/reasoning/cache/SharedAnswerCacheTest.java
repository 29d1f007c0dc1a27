package io.tocsin.reasoning.cache;

import static io.tocsin.reasoning.cache.Questions.PAIR;
import static io.tocsin.reasoning.cache.Questions.QUESTION;
import static io.tocsin.reasoning.cache.Questions.answer;
import static io.tocsin.reasoning.cache.Questions.question;
import static io.tocsin.reasoning.cache.RedisClients.settle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.reasoning.redis.Redis;
import io.tocsin.schemas.signal.Pair;
import io.tocsin.servers.RedisServer;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two instances that share a Redis. */
@Tag("redis")
final class SharedAnswerCacheTest {
  private static final CacheConfig CONFIG = CacheConfig.DEFAULTS;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final RedisServer server = RedisServer.start();
  private final Redis hereRedis = RedisClients.patient(server);
  private final Redis thereRedis = RedisClients.patient(server);
  private final HandTicker thereTicker = new HandTicker();
  private final AnswerCache here = AnswerCache.open(hereRedis, CONFIG);
  private final AnswerCache there = AnswerCache.open(thereRedis, CONFIG, thereTicker);

  @AfterEach
  void close() {
    here.close();
    there.close();
    hereRedis.close();
    thereRedis.close();
    server.close();
  }

  @Test
  void whatOneInstanceStoresTheOtherFindsFirstInRedisThenAtHome() {
    store(QUESTION, answer("0.10"));

    for (int i = 0; i < 3; i++) {
      assertThat(there.find(there.key(QUESTION))).contains(answer("0.10"));
    }
    assertThat(there.find(there.key(question("other", PAIR, "v1")))).isEmpty();

    CacheStats stats = there.stats();
    assertThat(stats.redis()).isEqualTo(tier(1, "0.10"));
    assertThat(stats.near()).isEqualTo(tier(2, "0.20"));
    assertThat(stats.misses()).isEqualTo(1);
    assertThat(stats.savedUsd()).isEqualTo("0.30");
    assertThat(stats.stored()).isZero();
  }

  @Test
  void anAnswerLivesInRedisForItsTimeHoweverOftenItIsUsed() {
    store(QUESTION, answer("0.01"));
    assertThat(left(QUESTION)).isBetween(CONFIG.ttl().minusMinutes(5), CONFIG.ttl());
    server.command("PEXPIRE " + place(QUESTION) + " 600000");

    assertThat(there.find(there.key(QUESTION))).isPresent();
    assertThat(here.find(here.key(QUESTION))).isPresent();
    settle(hereRedis);
    settle(thereRedis);

    assertThat(left(QUESTION)).isLessThanOrEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void aCopyDoesNotOutliveTheAnswerInRedis() {
    store(QUESTION, answer("0.01"));
    server.command("PEXPIRE " + place(QUESTION) + " 600000");
    assertThat(there.find(there.key(QUESTION))).isPresent();
    server.command("DEL " + place(QUESTION));
    assertThat(there.find(there.key(QUESTION))).as("the copy").isPresent();

    thereTicker.advance(Duration.ofMinutes(10));

    assertThat(there.find(there.key(QUESTION))).isEmpty();
  }

  @Test
  void anInvalidationOfAllReachesTheOtherInstance() {
    copy(QUESTION);

    here.invalidate(new Invalidation.All());

    assertThat(here.find(here.key(QUESTION))).isEmpty();
    awaitMiss(QUESTION);
  }

  @Test
  void anInvalidationOfATenantReachesTheOtherInstance() {
    assertThatReaches(new Invalidation.OfTenant("acme"), question("other", PAIR, "v1"));
  }

  @Test
  void anInvalidationOfAPairReachesTheOtherInstance() {
    assertThatReaches(
        new Invalidation.OfPair(PAIR), question("acme", Pair.of("ASPIRIN", "RASH"), "v1"));
  }

  @Test
  void anInvalidationOfAPromptReachesTheOtherInstance() {
    assertThatReaches(new Invalidation.OfPrompt("v1"), question("acme", PAIR, "v2"));
  }

  @Test
  void anotherPromptIsAnotherQuestion() {
    store(QUESTION, answer("0.01"));

    assertThat(there.find(there.key(question("acme", PAIR, "v2")))).isEmpty();
  }

  @Test
  void aNewInstanceKnowsEarlierInvalidationsAtOnce() {
    store(QUESTION, answer("0.01"));
    here.invalidate(new Invalidation.OfPair(PAIR));

    try (Redis redis = RedisClients.patient(server);
        AnswerCache newcomer = AnswerCache.open(redis, CONFIG)) {
      assertThat(newcomer.find(newcomer.key(QUESTION))).isEmpty();
    }
  }

  @Test
  void anInvalidationGoesBeyondThoseOfOthersThatItHasNotHeardOf() {
    try (AnswerCache deaf =
        AnswerCache.open(hereRedis, Configs.refreshedEvery(Duration.ofHours(1)))) {
      for (int i = 0; i < 5; i++) {
        there.invalidate(new Invalidation.All());
      }
      long before = there.stats().generation();

      deaf.invalidate(new Invalidation.All());

      assertThat(deaf.stats().generation()).isEqualTo(before + 1);
    }
  }

  @Test
  void anInvalidationThatCouldNotBeSharedGoesBeyondThemWhenItCan() {
    try (Redis redis = RedisClients.hasty(server);
        AnswerCache deaf = AnswerCache.open(redis, Configs.refreshedEvery(Duration.ofHours(1)))) {
      for (int i = 0; i < 5; i++) {
        there.invalidate(new Invalidation.All());
      }
      long before = there.stats().generation();
      server.stall();
      deaf.invalidate(new Invalidation.All());
      server.resume();
      assertThat(deaf.stats().generation()).isEqualTo(1);

      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofSeconds(2))
          .until(
              () -> {
                deaf.invalidate(new Invalidation.OfTenant("any"));
                return deaf.key(QUESTION).generation().startsWith((before + 1) + ".");
              });
    }
  }

  @Test
  void invalidationsThatRedisForgotComeBack() {
    here.invalidate(new Invalidation.All());
    here.invalidate(new Invalidation.All());

    server.flush();

    await().atMost(PATIENCE).until(() -> newcomersGeneration() == here.stats().generation());
  }

  @Test
  void anInvalidationWhileRedisIsGoneReachesTheOtherInstanceWhenItIsBack() {
    copy(QUESTION);
    server.kill();

    here.invalidate(new Invalidation.OfPair(PAIR));

    assertThat(here.find(here.key(QUESTION))).isEmpty();
    assertThat(there.find(there.key(QUESTION))).as("not heard of it").isPresent();
    server.begin();
    awaitMiss(QUESTION);
  }

  @Test
  void withoutRedisEachInstanceGoesOnAloneAndTogetherWhenItIsBack() {
    try (Redis redis = RedisClients.hasty(server);
        AnswerCache cache = AnswerCache.open(redis, CONFIG)) {
      cache.store(cache.key(QUESTION), answer("0.01"));
      server.kill();
      AnswerKey later = question("later", PAIR, "v1");
      assertThat(cache.find(cache.key(later))).isEmpty();
      cache.store(cache.key(later), answer("0.02"));

      assertThat(cache.find(cache.key(QUESTION))).contains(answer("0.01"));
      assertThat(cache.find(cache.key(later))).contains(answer("0.02"));
      assertThat(cache.stats().trouble()).isNotNull();

      server.begin();
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                cache.store(cache.key(later), answer("0.02"));
                return there.find(there.key(later)).isPresent();
              });
      assertThat(cache.stats().trouble()).isNull();
    }
  }

  @Test
  void aRedisThatStandsStillIsNotWaitedFor() {
    try (Redis redis = RedisClients.hasty(server);
        AnswerCache cache = AnswerCache.open(redis, CONFIG)) {
      cache.store(cache.key(QUESTION), answer("0.01"));
      server.stall();

      assertThat(cache.find(cache.key(question("later", PAIR, "v1")))).isEmpty();
      assertThat(cache.find(cache.key(QUESTION))).contains(answer("0.01"));
      assertThat(cache.stats().trouble()).isNotNull();

      server.resume();
      await().atMost(PATIENCE).until(() -> cache.stats().trouble() == null);
    }
  }

  @Test
  void aRedisThatForgotEverythingIsFilledAgain() {
    copy(QUESTION);
    server.flush();

    assertThat(there.find(there.key(QUESTION))).as("the copy").isPresent();
    AnswerKey later = question("later", PAIR, "v1");
    store(later, answer("0.02"));

    assertThat(there.find(there.key(later))).contains(answer("0.02"));
  }

  @Test
  void aValueThatCannotBeReadIsNoAnswer() {
    server.command("SET " + place(QUESTION) + " {");

    assertThat(there.find(there.key(QUESTION))).isEmpty();
    assertThat(there.stats().trouble()).isNull();
  }

  private void assertThatReaches(Invalidation scope, AnswerKey other) {
    copy(QUESTION);
    copy(other);

    here.invalidate(scope);

    assertThat(here.find(here.key(QUESTION))).isEmpty();
    assertThat(here.find(here.key(other))).isPresent();
    awaitMiss(QUESTION);
    assertThat(there.find(there.key(other))).isPresent();
  }

  /** Stores here, and has it at home there too. */
  private void copy(AnswerKey question) {
    store(question, answer("0.01"));
    assertThat(there.find(there.key(question))).isPresent();
  }

  private void store(AnswerKey question, CachedAnswer answer) {
    here.store(here.key(question), answer);
    settle(hereRedis);
  }

  private void awaitMiss(AnswerKey question) {
    await().atMost(PATIENCE).until(() -> there.find(there.key(question)).isEmpty());
  }

  private long newcomersGeneration() {
    try (Redis redis = RedisClients.patient(server);
        AnswerCache newcomer = AnswerCache.open(redis, CONFIG)) {
      return newcomer.stats().generation();
    }
  }

  private Duration left(AnswerKey question) {
    return Duration.ofMillis(
        Long.parseLong(server.command("PTTL " + place(question)).substring(1)));
  }

  private String place(AnswerKey question) {
    return hereRedis.key("answer", here.key(question).id());
  }

  private static CacheStats.Tier tier(long hits, String savedUsd) {
    return new CacheStats.Tier(hits, new BigDecimal(savedUsd));
  }
}
