package io.tocsin.reasoning.limits;

import io.tocsin.reasoning.redis.LuaScript;
import io.tocsin.reasoning.redis.Redis;
import io.tocsin.reasoning.redis.RedisUnavailableException;
import io.tocsin.schemas.deadletter.InvalidRecordException;
import io.tocsin.schemas.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Usage of all instances in Redis, by one script in one round trip. The keys share a hash tag, so a
 * Redis cluster keeps them together. Redis must not evict them.
 */
final class RedisUsage implements SharedUsage {
  private static final LuaScript SCRIPT = LuaScript.of(RedisUsage.class, "limits.lua");

  private final Redis redis;
  private final List<String> keys;
  private final Supplier<String> time;

  /** Usage by the server's time. */
  RedisUsage(Redis redis, String tenant) {
    this(redis, tenant, () -> "");
  }

  /**
   * Usage by another time.
   *
   * @param time in milliseconds since 1970
   */
  RedisUsage(Redis redis, String tenant, Supplier<String> time) {
    this.redis = redis;
    this.time = time;
    this.keys =
        Stream.of(
                "state",
                "minute",
                "hour",
                "tenant:" + tenant,
                "tokens",
                "instances",
                "held",
                "expiries")
            .map(name -> redis.key("{limits}", name))
            .toList();
  }

  @Override
  public Answer ask(Ask ask) throws RedisUnavailableException {
    byte[] answer =
        redis.script(SCRIPT, keys, time.get().getBytes(StandardCharsets.US_ASCII), Json.write(ask));
    try {
      return Json.read(answer, Answer.class);
    } catch (InvalidRecordException e) {
      throw new RedisUnavailableException("its answer cannot be read: " + e.getMessage());
    }
  }
}
