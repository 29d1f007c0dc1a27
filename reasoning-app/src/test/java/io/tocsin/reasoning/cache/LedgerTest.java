package io.tocsin.reasoning.cache;

import static io.tocsin.reasoning.cache.RedisClients.settle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.reasoning.redis.Redis;
import io.tocsin.servers.RedisServer;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class LedgerTest {
  private static final CacheConfig CONFIG = CacheConfig.DEFAULTS;
  private static final String ENTRY = "{\"narrative\":\"≥ 3 cases\"}";

  @Test
  void whatWasRecordedIsThereAtOnce() {
    Ledger ledger = new Ledger(null, CONFIG);
    assertThat(ledger.find("r1")).isEmpty();

    ledger.record("r1", ENTRY);

    assertThat(ledger.find("r1")).contains(ENTRY);
    assertThat(ledger.find("r2")).isEmpty();
  }

  @Test
  void itTakesNoMoreRoomThanItMay() {
    Ledger ledger = new Ledger(null, Configs.bounded(1));

    ledger.record("r1", ENTRY);

    await().atMost(Duration.ofSeconds(30)).until(() -> ledger.find("r1").isEmpty());
  }

  @Test
  @Tag("redis")
  void whatAProcessRecordedTheNextOneFinds() {
    try (RedisServer server = RedisServer.start();
        Redis before = RedisClients.patient(server);
        Redis after = RedisClients.patient(server)) {
      new Ledger(before, CONFIG).record("r1", ENTRY);
      settle(before);

      assertThat(new Ledger(after, CONFIG).find("r1")).contains(ENTRY);
      assertThat(new Ledger(after, CONFIG).find("r2")).isEmpty();
      assertThat(Long.parseLong(server.command("PTTL " + after.key("ledger", "r1")).substring(1)))
          .isBetween(CONFIG.ledgerTtl().minusMinutes(5).toMillis(), CONFIG.ledgerTtl().toMillis());
    }
  }

  @Test
  @Tag("redis")
  void withoutRedisAProcessKnowsWhatItRecordedItself() {
    try (RedisServer server = RedisServer.start();
        Redis redis = RedisClients.hasty(server)) {
      Ledger ledger = new Ledger(redis, CONFIG);
      settle(redis);
      server.kill();

      ledger.record("r1", ENTRY);

      assertThat(ledger.find("r1")).contains(ENTRY);
      assertThat(ledger.find("r2")).isEmpty();
    }
  }

  @Test
  @Tag("redis")
  void itIsInRedisBeforeTheNextCallerIsLetIn() throws Exception {
    try (RedisServer server = RedisServer.start();
        Redis here = RedisClients.patient(server);
        Redis there = RedisClients.patient(server)) {
      Ledger ours = new Ledger(here, CONFIG);
      Ledger theirs = new Ledger(there, CONFIG);

      for (int i = 0; i < 50; i++) {
        String id = "r" + i;
        new SingleFlight<String>(here, CONFIG)
            .run(id, Duration.ofMinutes(1), () -> ours.find(id), () -> paid(ours, id));
        String found =
            new SingleFlight<String>(there, CONFIG)
                .run(id, Duration.ofMinutes(1), () -> theirs.find(id), () -> "paid again");

        assertThat(found).isEqualTo(ENTRY);
      }
    }
  }

  private static String paid(Ledger ledger, String id) {
    ledger.record(id, ENTRY);
    return ENTRY;
  }
}
