package io.tocsin.reasoning.cache;

import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SetArgs;
import io.tocsin.reasoning.redis.Redis;
import io.tocsin.reasoning.redis.RedisUnavailableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The right to be the only one, over all instances. It is renewed until it is closed, and ends by
 * itself when its process does. Without Redis everyone has it.
 */
final class Lease implements AutoCloseable {
  private static final int RENEWALS_PER_TERM = 3;

  private static final String RENEW =
      """
      if redis.call('GET', KEYS[1]) == ARGV[1] then
        return redis.call('PEXPIRE', KEYS[1], ARGV[2])
      end
      return 0
      """;

  private static final String RELEASE =
      """
      if redis.call('GET', KEYS[1]) == ARGV[1] then
        return redis.call('DEL', KEYS[1])
      end
      return 0
      """;

  private final Redis redis;
  private final String place;
  private final Duration term;
  private final byte[] owner = ascii(UUID.randomUUID().toString());
  private final Thread renewer;

  private Lease(Redis redis, String place, Duration term) {
    this.redis = redis;
    this.place = place;
    this.term = term;
    this.renewer = Thread.ofVirtual().name("lease").unstarted(this::renew);
  }

  /** Asks for the lease, before whatever is asked of Redis next. */
  static Request request(Redis redis, String place, Duration term) {
    Lease lease = new Lease(redis, place, term);
    SetArgs ifFree = SetArgs.Builder.nx().px(term);
    Redis.Answer<String> answer = redis.begin(commands -> commands.set(place, lease.owner, ifFree));
    return () -> {
      if (!lease.taken(answer)) {
        return null;
      }
      lease.renewer.start();
      return lease;
    };
  }

  /** A lease that was asked for. */
  @FunctionalInterface
  interface Request {
    /** The lease; absent when another has it. To be called once, whatever happens. */
    @Nullable Lease await() throws InterruptedException;
  }

  /** Gives it up, unless another has it by now; after all that was sent to Redis before. */
  @Override
  public void close() {
    renewer.interrupt();
    release();
  }

  private boolean taken(Redis.Answer<String> answer) throws InterruptedException {
    try {
      return "OK".equals(answer.await());
    } catch (RedisUnavailableException e) {
      if (Thread.interrupted()) {
        release();
        throw new InterruptedException();
      }
      return true;
    }
  }

  private void renew() {
    byte[] millis = ascii(Long.toString(term.toMillis()));
    try {
      while (true) {
        Thread.sleep(term.dividedBy(RENEWALS_PER_TERM));
        send(RENEW, owner, millis);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void release() {
    send(RELEASE, owner);
  }

  private void send(String script, byte[]... arguments) {
    redis.send(
        commands ->
            commands.eval(script, ScriptOutputType.INTEGER, new String[] {place}, arguments));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
