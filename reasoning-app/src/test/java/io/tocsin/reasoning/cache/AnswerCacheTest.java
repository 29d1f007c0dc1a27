package io.tocsin.reasoning.cache;

import static io.tocsin.reasoning.cache.Questions.PAIR;
import static io.tocsin.reasoning.cache.Questions.QUESTION;
import static io.tocsin.reasoning.cache.Questions.answer;
import static io.tocsin.reasoning.cache.Questions.question;
import static io.tocsin.reasoning.cache.Questions.usage;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.schemas.signal.Pair;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One instance without Redis. */
final class AnswerCacheTest {
  private static final CacheConfig CONFIG = CacheConfig.DEFAULTS;

  private final HandTicker ticker = new HandTicker();
  private final AnswerCache cache = AnswerCache.open(null, CONFIG, ticker);

  @AfterEach
  void close() {
    cache.close();
  }

  @Test
  void whatWasStoredIsFound() {
    assertThat(cache.find(cache.key(QUESTION))).isEmpty();

    store(QUESTION, answer("0.01"));

    assertThat(cache.find(cache.key(QUESTION))).contains(answer("0.01"));
  }

  @Test
  void aTenantIsNotGivenAnothersAnswer() {
    store(question("acme", PAIR, "v1"), answer("0.01"));

    assertThat(cache.find(cache.key(question("other", PAIR, "v1")))).isEmpty();
  }

  @Test
  void anAnswerLivesForItsTimeHoweverOftenItIsUsed() {
    store(QUESTION, answer("0.01"));

    for (int i = 1; i < 60; i++) {
      ticker.advance(Duration.ofMinutes(1));
      assertThat(cache.find(cache.key(QUESTION))).as("minute %d", i).isPresent();
    }
    ticker.advance(Duration.ofMinutes(1));

    assertThat(cache.find(cache.key(QUESTION))).isEmpty();
  }

  @Test
  void anInvalidationOfAllLeavesNothing() {
    store(QUESTION, answer("0.01"));

    cache.invalidate(new Invalidation.All());

    assertThat(cache.find(cache.key(QUESTION))).isEmpty();
  }

  @Test
  void anInvalidationOfATenantLeavesTheOthers() {
    AnswerKey other = question("other", PAIR, "v1");

    assertThatLeaves(new Invalidation.OfTenant("acme"), other);
  }

  @Test
  void anInvalidationOfAPairLeavesTheOthers() {
    AnswerKey other = question("acme", Pair.of("ASPIRIN", "RASH"), "v1");

    assertThatLeaves(new Invalidation.OfPair(PAIR), other);
  }

  @Test
  void anInvalidationOfAPromptLeavesTheOthers() {
    AnswerKey other = question("acme", PAIR, "v2");

    assertThatLeaves(new Invalidation.OfPrompt("v1"), other);
  }

  @Test
  void whatIsStoredAfterAnInvalidationIsFoundAgain() {
    cache.invalidate(new Invalidation.OfPair(PAIR));

    store(QUESTION, answer("0.02"));

    assertThat(cache.find(cache.key(QUESTION))).contains(answer("0.02"));
  }

  @Test
  void anAnswerToAQuestionAskedBeforeAnInvalidationIsNotKept() {
    CacheKey asked = cache.key(QUESTION);
    cache.invalidate(new Invalidation.OfPair(PAIR));

    cache.store(asked, answer("0.01"));

    assertThat(cache.find(asked)).isEmpty();
    assertThat(cache.find(cache.key(QUESTION))).isEmpty();
    assertThat(cache.stats().stored()).isZero();
  }

  @Test
  void aKeyOfEarlierFindsWhatIsStoredSince() {
    CacheKey asked = cache.key(QUESTION);
    cache.invalidate(new Invalidation.All());

    store(QUESTION, answer("0.02"));

    assertThat(cache.find(asked)).contains(answer("0.02"));
  }

  @Test
  void itTakesNoMoreRoomThanItMay() {
    try (AnswerCache bounded = AnswerCache.open(null, Configs.bounded(100_000), ticker)) {
      CachedAnswer large = new CachedAnswer("x".repeat(5_000), usage("0.01"));
      for (int i = 0; i < 100; i++) {
        bounded.store(bounded.key(question("tenant " + i, PAIR, "v1")), large);
      }

      CacheStats stats = bounded.stats();
      assertThat(stats.bytes()).isBetween(10_000L, 100_000L);
      assertThat(stats.entries()).isBetween(1L, 10L);
    }
  }

  @Test
  void whatItDidAddsUpToTheLastDigit() {
    cache.find(cache.key(QUESTION));
    store(QUESTION, answer("0.1"));
    AnswerKey other = question("acme", PAIR, "v2");
    cache.find(cache.key(other));
    store(other, answer("0.0000002"));
    for (int i = 0; i < 3; i++) {
      cache.find(cache.key(QUESTION));
      cache.find(cache.key(other));
    }

    CacheStats stats = cache.stats();
    assertThat(stats.near().hits()).isEqualTo(6);
    assertThat(stats.redis()).isEqualTo(new CacheStats.Tier(0, BigDecimal.ZERO));
    assertThat(stats.misses()).isEqualTo(2);
    assertThat(stats.stored()).isEqualTo(2);
    assertThat(stats.entries()).isEqualTo(2);
    assertThat(stats.savedUsd()).isEqualTo("0.3000006");
    assertThat(stats.trouble()).isNull();
  }

  @Test
  void lookingAgainCountsNoOtherMiss() {
    CacheKey key = cache.key(QUESTION);
    cache.find(key);
    cache.findAgain(key);
    store(QUESTION, answer("0.1"));
    cache.findAgain(key);

    assertThat(cache.stats().misses()).isEqualTo(1);
    assertThat(cache.stats().near().hits()).isEqualTo(1);
  }

  @Test
  void everyInvalidationMakesTheGenerationGrow() {
    cache.invalidate(new Invalidation.All());
    cache.invalidate(new Invalidation.OfTenant("acme"));
    cache.invalidate(new Invalidation.OfTenant("acme"));

    assertThat(cache.stats().generation()).isEqualTo(3);
  }

  private void assertThatLeaves(Invalidation scope, AnswerKey other) {
    store(QUESTION, answer("0.01"));
    store(other, answer("0.02"));

    cache.invalidate(scope);

    assertThat(cache.find(cache.key(QUESTION))).isEmpty();
    assertThat(cache.find(cache.key(other))).contains(answer("0.02"));
  }

  private void store(AnswerKey question, CachedAnswer answer) {
    cache.store(cache.key(question), answer);
  }
}
