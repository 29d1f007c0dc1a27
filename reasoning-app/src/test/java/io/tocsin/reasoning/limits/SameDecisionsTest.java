package io.tocsin.reasoning.limits;

import static io.tocsin.reasoning.limits.LimitsBuilder.limits;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.reasoning.limits.LimitsConfig.Tier;
import io.tocsin.reasoning.limits.RateLimiter.Decision;
import io.tocsin.reasoning.limits.RateLimiter.Decision.Granted;
import io.tocsin.reasoning.limits.RateLimiter.Decision.Refused;
import io.tocsin.schemas.signal.AlertLevel;
import io.tocsin.servers.RedisServer;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The limits are written down twice, in Java and in Lua; both must mean the same. */
@Tag("redis")
final class SameDecisionsTest {
  private static final int STEPS = 3_000;
  private static final List<AlertLevel> LEVELS = List.of(AlertLevel.values());
  private static final List<Double> SHARES = List.of(1.0, 0.75, 0.5);

  private final Random random = new Random(11);
  private final List<Granted> open = new ArrayList<>();
  private final Map<String, Integer> decisions = new HashMap<>();
  private double share = 1;

  @Test
  void redisAndMemoryDecideTheSame() {
    LimitsConfig config =
        limits()
            .calls(9, 180)
            .tokens(7_000)
            .tenant("acme", Tier.FREE)
            .perDay("5.50")
            .perMonth("16")
            .expiry(Duration.ofSeconds(90))
            .build();
    try (RedisServer server = RedisServer.start();
        SimulatedCluster cluster = new SimulatedCluster(server, config)) {
      cluster.time.pass(Duration.ofDays(19).plusHours(8)); // a month ends within the test
      SharedLimiter shared = cluster.join(config, () -> share).limiter;
      LocalLimiter local = LocalLimiter.alone(config, cluster.time, () -> share);

      for (int step = 0; step < STEPS; step++) {
        step(cluster.time, shared, local);
      }

      System.out.println("decided alike: " + decisions);
      assertThat(decisions.keySet())
          .containsExactlyInAnyOrder("granted", "minute", "hour", "tenant", "tokens", "money");
    }
  }

  private void step(SimulatedTime time, SharedLimiter shared, LocalLimiter local) {
    time.pass(pause());
    int dice = random.nextInt(20);
    if (dice == 0) {
      share = SHARES.get(random.nextInt(SHARES.size()));
    } else if (dice < 6 && !open.isEmpty()) {
      settleOne(shared);
    } else {
      reserve(shared, local);
    }
    if (dice == 7) {
      assertSameUse(shared.status(), local.status());
    }
  }

  /** Mostly some seconds, sometimes hours, sometimes a step back of the clock. */
  private Duration pause() {
    return switch (random.nextInt(60)) {
      case 0 -> Duration.ofMinutes(random.nextInt(500));
      case 1 -> Duration.ofSeconds(-random.nextInt(4));
      default -> Duration.ofMillis(random.nextInt(16_000));
    };
  }

  private void reserve(SharedLimiter shared, LocalLimiter local) {
    Demand demand =
        new Demand(
            LEVELS.get(random.nextInt(LEVELS.size())),
            random.nextInt(random.nextInt(10) == 0 ? 6_000 : 1_500),
            BigDecimal.valueOf(random.nextInt(800_000_000), 10));

    Decision inMemory = local.reserve(demand);
    Decision inRedis = shared.reserve(demand);

    if (inMemory instanceof Granted one && inRedis instanceof Granted other) {
      open.add(both(one, other));
      decisions.merge("granted", 1, Integer::sum);
    } else {
      assertThat(inRedis).isInstanceOf(Refused.class).isEqualTo(inMemory);
      decisions.merge(((Refused) inMemory).limit(), 1, Integer::sum);
    }
  }

  private void settleOne(SharedLimiter shared) {
    Granted call = open.remove(random.nextInt(open.size()));
    call.settle(random.nextInt(3_000), BigDecimal.valueOf(random.nextInt(120_000), 6));
    if (random.nextBoolean()) {
      call.settle(5_000, BigDecimal.TEN);
    }
    shared.contact();
  }

  private static Granted both(Granted one, Granted other) {
    return (tokens, costUsd) -> {
      one.settle(tokens, costUsd);
      other.settle(tokens, costUsd);
    };
  }

  private static void assertSameUse(LimitStatus shared, LimitStatus local) {
    assertThat(shared).usingRecursiveComparison().ignoringFields("shared", "at").isEqualTo(local);
  }
}
