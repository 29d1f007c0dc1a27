package io.tocsin.reasoning.cache;

import io.tocsin.reasoning.redis.Redis;
import io.tocsin.reasoning.redis.RedisConfig;
import io.tocsin.reasoning.redis.RedisUnavailableException;
import io.tocsin.servers.RedisServer;
import java.time.Duration;
import java.util.Objects;
import org.apache.kafka.common.config.types.Password;

/** Connections to a test's server, as separate instances of the application have them. */
final class RedisClients {
  private static final Duration PATIENT = Duration.ofSeconds(10);

  private RedisClients() {}

  /** One that a slow machine does not make give up. */
  static Redis patient(RedisServer server) {
    return connect(server, PATIENT);
  }

  /** One that soon sees that the server does not answer. */
  static Redis hasty(RedisServer server) {
    return connect(server, RedisConfig.NONE.timeout());
  }

  /** Waits until all that was sent before is done. */
  static void settle(Redis redis) {
    try {
      String _ = redis.call(commands -> commands.ping());
    } catch (RedisUnavailableException e) {
      throw new AssertionError(e);
    }
  }

  private static Redis connect(RedisServer server, Duration timeout) {
    return Objects.requireNonNull(
        Redis.of(
            new RedisConfig(new Password(server.url()), timeout, RedisConfig.NONE.namespace())));
  }
}
