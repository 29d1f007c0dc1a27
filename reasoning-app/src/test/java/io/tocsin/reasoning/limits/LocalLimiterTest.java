package io.tocsin.reasoning.limits;

import static io.tocsin.reasoning.limits.LimitsBuilder.limits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.reasoning.limits.LimitsConfig.Tier;
import io.tocsin.reasoning.limits.RateLimiter.Decision;
import io.tocsin.reasoning.limits.RateLimiter.Decision.Granted;
import io.tocsin.reasoning.limits.RateLimiter.Decision.Refused;
import io.tocsin.schemas.signal.AlertLevel;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class LocalLimiterTest {
  private final SimulatedTime time = new SimulatedTime("2026-12-31T10:00:00Z");
  private double share = 1;

  @Test
  void anInstanceHasItsPartOfEveryLimit() {
    LocalLimiter limiter = limiter(limits().calls(50, 500).tokens(4_000).instances(4));

    LimitStatus status = limiter.status();

    assertThat(status.minute().limit()).isEqualTo(12);
    assertThat(status.hour().limit()).isEqualTo(125);
    assertThat(status.tokens().limit()).isEqualTo(1_000);
    assertThat(status.shared()).isFalse();
    assertThat(status.trouble()).isNull();
    assertThat(grant(limiter, AlertLevel.CRITICAL, 100)).isEqualTo(11);
    assertThat(grant(limiter, AlertLevel.LOW, 100)).isEqualTo(1);
  }

  @Test
  void aPartBelowOneCallIsNoCallAtAllAndSaysSo() {
    LocalLimiter limiter = limiter(limits().calls(3, 500).instances(4));

    assertThat(limiter.reserve(demand(AlertLevel.CRITICAL))).isInstanceOf(Refused.class);
    assertThat(limiter.status().trouble()).contains("no call");
  }

  @Test
  void aLimitOfOneAdmitsACallOfAnyLevel() {
    for (AlertLevel level : AlertLevel.values()) {
      assertThat(grant(limiter(limits().calls(1, 1)), level, 5)).isEqualTo(1);
    }
  }

  @Test
  void aFifthIsKeptForCriticalAndATenthForTheLowest() {
    LocalLimiter limiter = limiter(limits());

    assertThat(grant(limiter, AlertLevel.HIGH, 100)).isEqualTo(35);
    assertThat(grant(limiter, AlertLevel.LOW, 100)).isEqualTo(5);
    assertThat(grant(limiter, AlertLevel.CRITICAL, 100)).isEqualTo(10);

    time.pass(Duration.ofSeconds(61));
    assertThat(grant(limiter, AlertLevel.LOW, 100)).isEqualTo(40);
    assertThat(grant(limiter, AlertLevel.CRITICAL, 100)).isEqualTo(10);

    time.pass(Duration.ofSeconds(61));
    assertThat(grant(limiter, AlertLevel.CRITICAL, 100)).isEqualTo(45);
    assertThat(grant(limiter, AlertLevel.HIGH, 100)).isZero();
    assertThat(grant(limiter, AlertLevel.LOW, 100)).isEqualTo(5);
  }

  @Test
  void theTierBoundsTheTenant() {
    LocalLimiter limiter = limiter(limits().calls(1_000, 1_000).tenant("acme", Tier.FREE));

    assertThat(grant(limiter, AlertLevel.CRITICAL, 200)).isEqualTo(90);
    assertThat(limiter.reserve(demand(AlertLevel.CRITICAL)))
        .isEqualTo(new Refused("tenant", Duration.ofMinutes(61)));
  }

  @Test
  void theLongestWaitOfAllLimitsIsTold() {
    LocalLimiter limiter = limiter(limits().calls(1, 1).perDay("0.01"));
    Decision unused = limiter.reserve(demand(AlertLevel.HIGH, 0, "0.01"));

    assertThat(unused).isInstanceOf(Granted.class);
    assertThat(limiter.reserve(demand(AlertLevel.HIGH, 0, "0")))
        .isEqualTo(new Refused("hour", Duration.ofMinutes(61)));
    assertThat(limiter.reserve(demand(AlertLevel.HIGH, 0, "0.000001")))
        .isEqualTo(new Refused("money", Duration.ofHours(14)));
  }

  @Test
  void aRefusedCallConsumesNothing() {
    assertRefusedConsumesNothing(limits().calls(2, 500), demand(AlertLevel.HIGH));
    assertRefusedConsumesNothing(limits().calls(50, 2), demand(AlertLevel.HIGH));
    assertRefusedConsumesNothing(limits().tokens(35), demand(AlertLevel.HIGH, 10, "0"));
    assertRefusedConsumesNothing(limits().perDay("0.25"), demand(AlertLevel.HIGH, 0, "0.1"));
    assertRefusedConsumesNothing(limits().perMonth("0.25"), demand(AlertLevel.HIGH, 0, "0.1"));
  }

  @Test
  void moneyIsFreeAgainWithTheNextDayAndTheNextMonth() {
    LocalLimiter limiter = limiter(limits().perDay("1").perMonth("2"));

    assertThat(spendAll(limiter)).isEqualByComparingTo("1");
    time.pass(Duration.ofHours(14)); // the first of January
    assertThat(spendAll(limiter)).isEqualByComparingTo("1");
    time.pass(Duration.ofDays(1));
    assertThat(spendAll(limiter)).isEqualByComparingTo("1");
    time.pass(Duration.ofDays(1));
    assertThat(spendAll(limiter)).isZero();
    assertThat(limiter.reserve(demand(AlertLevel.HIGH, 0, "0.25")))
        .isEqualTo(new Refused("money", Duration.ofDays(29)));
  }

  @Test
  void settlingReplacesWhatWasReserved() {
    LocalLimiter limiter = limiter(limits().perDay("10"));
    Granted call = granted(limiter, 1_000, "2");

    call.settle(400, new BigDecimal("0.5"));

    assertUsed(limiter, 400, "0.5");
  }

  @Test
  void settlingTwiceSettlesOnce() {
    LocalLimiter limiter = limiter(limits().perDay("10"));
    Granted call = granted(limiter, 1_000, "2");

    call.settle(1_500, new BigDecimal("3"));
    call.settle(400, new BigDecimal("0.5"));

    assertUsed(limiter, 1_500, "3");
  }

  @Test
  void anUnsettledReservationHoldsItsCallButNoMoneyAfterItExpired() {
    LocalLimiter limiter = limiter(limits().perDay("10").expiry(Duration.ofSeconds(30)));
    Granted call = granted(limiter, 1_000, "2");

    time.pass(Duration.ofSeconds(29));
    assertUsed(limiter, 1_000, "2");
    time.pass(Duration.ofSeconds(1));
    assertUsed(limiter, 0, "0");
    assertThat(limiter.status().minute().used()).isEqualTo(1);

    call.settle(900, new BigDecimal("1.5"));
    assertUsed(limiter, 900, "1.5");
  }

  @Test
  void moneyIsCountedInMillionthsRoundedUp() {
    LocalLimiter limiter = limiter(limits().perDay("0.000002"));

    assertThat(granted(limiter, 0, "0.0000011")).isNotNull();
    assertThat(limiter.reserve(demand(AlertLevel.HIGH, 0, "0.0000001")))
        .isInstanceOf(Refused.class);
  }

  @Test
  void aCallThatFitsNoLimitWaitsForTheWholeWindow() {
    LocalLimiter limiter = limiter(limits().tokens(1_000));

    assertThat(limiter.reserve(demand(AlertLevel.LOW, 1_001, "0")))
        .isEqualTo(new Refused("tokens", Duration.ofSeconds(61)));
    assertThat(granted(limiter, 1_000, "0")).isNotNull();
  }

  @Test
  void underLoadAShareIsLetThrough() {
    LocalLimiter limiter = limiter(limits());
    share = 0.5;

    assertThat(grant(limiter, AlertLevel.CRITICAL, 100)).isEqualTo(23);
    assertThat(limiter.status().share()).isEqualTo(0.5);
  }

  @Test
  void aClockThatGoesBackAdmitsNoMore() {
    LocalLimiter limiter = limiter(limits().calls(10, 10));
    assertThat(grant(limiter, AlertLevel.CRITICAL, 100)).isEqualTo(9);

    time.pass(Duration.ofHours(-5));

    assertThat(grant(limiter, AlertLevel.CRITICAL, 100)).isZero();
  }

  @Test
  void whoWaitsAsToldIsAdmittedAndNotBefore() {
    Random random = new Random(3);
    LocalLimiter limiter = limiter(limits().calls(6, 40).tokens(700).perDay("3"));
    int refused = 0;
    for (int i = 0; i < 500; i++) {
      Demand demand =
          demand(
              random.nextBoolean() ? AlertLevel.HIGH : AlertLevel.CRITICAL,
              random.nextInt(300),
              "0.02");
      if (limiter.reserve(demand) instanceof Refused refusal) {
        refused++;
        time.pass(refusal.retryAfter().minusMillis(1));
        assertThat(limiter.reserve(demand)).isInstanceOf(Refused.class);
        time.pass(Duration.ofMillis(1));
        assertThat(limiter.reserve(demand)).isInstanceOf(Granted.class);
      }
      time.pass(Duration.ofMillis(random.nextInt(2_000)));
    }
    assertThat(refused).isGreaterThan(50);
  }

  @Test
  void nothingNegativeCanBeAskedForOrSettled() {
    Granted call = granted(limiter(limits()), 1, "1");

    assertThatThrownBy(() -> demand(AlertLevel.LOW, -1, "0"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> call.settle(0, BigDecimal.TEN.negate()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private LocalLimiter limiter(LimitsBuilder limits) {
    return LocalLimiter.alone(limits.build(), time, () -> share);
  }

  private void assertRefusedConsumesNothing(LimitsBuilder limits, Demand demand) {
    LocalLimiter limiter = limiter(limits);
    assertThat(limiter.reserve(demand)).isInstanceOf(Granted.class);
    assertThat(limiter.reserve(demand)).isInstanceOf(Granted.class);
    LimitStatus before = limiter.status();

    assertThat(limiter.reserve(demand)).isInstanceOf(Refused.class);

    assertThat(limiter.status()).isEqualTo(before);
  }

  private static int grant(RateLimiter limiter, AlertLevel level, int tries) {
    int granted = 0;
    for (int i = 0; i < tries; i++) {
      granted += limiter.reserve(demand(level)) instanceof Granted ? 1 : 0;
    }
    return granted;
  }

  private static BigDecimal spendAll(RateLimiter limiter) {
    BigDecimal each = new BigDecimal("0.25");
    BigDecimal spent = BigDecimal.ZERO;
    while (limiter.reserve(new Demand(AlertLevel.HIGH, 0, each)) instanceof Granted call) {
      call.settle(0, each);
      spent = spent.add(each);
    }
    return spent;
  }

  private static Granted granted(RateLimiter limiter, long tokens, String costUsd) {
    return (Granted) limiter.reserve(demand(AlertLevel.HIGH, tokens, costUsd));
  }

  private static void assertUsed(RateLimiter limiter, long tokens, String usd) {
    LimitStatus status = limiter.status();
    assertThat(status.tokens().used()).isEqualTo(tokens);
    assertThat(status.day().used()).isEqualByComparingTo(usd);
    assertThat(status.month().used()).isEqualByComparingTo(usd);
  }

  private static Demand demand(AlertLevel level) {
    return demand(level, 0, "0");
  }

  private static Demand demand(AlertLevel level, long tokens, String costUsd) {
    return new Demand(level, tokens, new BigDecimal(costUsd));
  }
}
