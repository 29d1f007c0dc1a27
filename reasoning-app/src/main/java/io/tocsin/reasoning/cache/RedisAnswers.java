package io.tocsin.reasoning.cache;

import io.lettuce.core.SetArgs;
import io.tocsin.reasoning.redis.Redis;
import io.tocsin.reasoning.redis.RedisUnavailableException;
import io.tocsin.schemas.deadletter.InvalidRecordException;
import io.tocsin.schemas.json.Json;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Answers in Redis, which all instances share; without an answer from it there are none. */
final class RedisAnswers {
  private final Redis redis;
  private final Duration ttl;

  RedisAnswers(Redis redis, Duration ttl) {
    this.redis = redis;
    this.ttl = ttl;
  }

  /**
   * An answer as it was found.
   *
   * @param left what was left of its life; not positive when it ended just then
   */
  record Found(CachedAnswer answer, Duration left) {}

  Optional<Found> find(String id) {
    String place = place(id);
    try {
      return redis
          .call(
              commands ->
                  commands
                      .get(place)
                      .thenCombine(
                          commands.pttl(place),
                          (value, left) ->
                              Optional.ofNullable(value).map(bytes -> Map.entry(bytes, left))))
          .flatMap(entry -> read(entry.getKey(), Duration.ofMillis(entry.getValue())));
    } catch (RedisUnavailableException e) {
      return Optional.empty();
    }
  }

  /** Keeps an answer for its whole life; does not wait. */
  void store(String id, CachedAnswer answer) {
    byte[] value = Json.write(answer);
    redis.send(commands -> commands.set(place(id), value, SetArgs.Builder.px(ttl)));
  }

  /** Trouble of Redis itself is in its own log; a value that cannot be read is no answer. */
  private static Optional<Found> read(byte[] value, Duration left) {
    try {
      return Optional.of(new Found(Json.read(value, CachedAnswer.class), left));
    } catch (InvalidRecordException e) {
      return Optional.empty();
    }
  }

  private String place(String id) {
    return redis.key("answer", id);
  }
}
