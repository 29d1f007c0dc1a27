package io.tocsin.reasoning.cache;

import io.lettuce.core.ScriptOutputType;
import io.tocsin.reasoning.redis.Redis;
import io.tocsin.reasoning.redis.RedisUnavailableException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Numbered numbers in a hash in Redis, which only grow. */
final class SharedNumbers {
  private static final String RAISE =
      """
      for i = 1, #ARGV, 2 do
        local now = redis.call('HGET', KEYS[1], ARGV[i]) or '0'
        if tonumber(now) < tonumber(ARGV[i + 1]) then
          redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1])
        end
      end
      return 1
      """;

  private final Redis redis;
  private final String place;

  SharedNumbers(Redis redis, String place) {
    this.redis = redis;
    this.place = place;
  }

  /** All of them; one that is not there is 0. */
  Map<Integer, Long> read() throws RedisUnavailableException {
    return redis.call(commands -> commands.hgetall(place).thenApply(SharedNumbers::parsed));
  }

  /** Raises those that are lower. */
  void raise(Map<Integer, Long> numbers) throws RedisUnavailableException {
    byte[][] arguments =
        numbers.entrySet().stream()
            .flatMap(entry -> Stream.of(entry.getKey(), entry.getValue()))
            .map(number -> number.toString().getBytes(StandardCharsets.US_ASCII))
            .toArray(byte[][]::new);
    Object _ =
        redis.call(
            commands ->
                commands.eval(RAISE, ScriptOutputType.INTEGER, new String[] {place}, arguments));
  }

  private static Map<Integer, Long> parsed(Map<String, byte[]> hash) {
    return hash.entrySet().stream()
        .collect(
            Collectors.toMap(
                entry -> Integer.valueOf(entry.getKey()),
                entry -> Long.valueOf(new String(entry.getValue(), StandardCharsets.US_ASCII))));
  }
}
