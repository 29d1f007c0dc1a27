package io.tocsin.reasoning.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.api.async.RedisAsyncCommands;
import io.tocsin.servers.RedisServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("redis")
final class RedisScriptTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final LuaScript JOIN = LuaScript.of(RedisScriptTest.class, "join.lua");

  @Test
  void aScriptRunsByItsDigestAlsoAfterRedisForgotIt() throws RedisUnavailableException {
    try (RedisServer server = RedisServer.start();
        Redis redis = redis(server, PATIENCE)) {
      assertThat(run(redis)).isEqualTo("key one two");
      assertThat(run(redis)).isEqualTo("key one two");
      server.flush();
      assertThat(run(redis)).isEqualTo("key one two");

      assertThat(JOIN.digest()).isEqualTo(redis.<String>call(each -> each.scriptLoad(JOIN.text())));
    }
  }

  @Test
  void aScriptThatFailsIsNoAnswer() {
    try (RedisServer server = RedisServer.start();
        Redis redis = redis(server, PATIENCE)) {
      LuaScript broken = new LuaScript("return redis.error_reply('ERR broken')", "0".repeat(40));
      assertThatThrownBy(() -> redis.script(broken, List.of()))
          .isInstanceOf(RedisUnavailableException.class);
    }
  }

  @Test
  void whoeverAsksWhileRedisRestsDoesNotLengthenItsRest() {
    try (RedisServer server = RedisServer.start();
        Redis redis = redis(server, PATIENCE)) {
      server.kill();
      assertThatThrownBy(() -> redis.call(RedisAsyncCommands::ping))
          .isInstanceOf(RedisUnavailableException.class);
      server.begin();

      await().pollInterval(Duration.ofMillis(50)).atMost(PATIENCE).until(() -> answers(redis));
    }
  }

  private static boolean answers(Redis redis) {
    try {
      return redis.call(RedisAsyncCommands::ping).equals("PONG");
    } catch (RedisUnavailableException _) {
      return false;
    }
  }

  private static String run(Redis redis) throws RedisUnavailableException {
    byte[] answer = redis.script(JOIN, List.of("key"), bytes("one"), bytes("two"));
    return new String(answer, StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Redis redis(RedisServer server, Duration timeout) {
    RedisConfig config = new RedisConfig(new Password(server.url()), timeout, "test");
    return Objects.requireNonNull(Redis.of(config));
  }
}
