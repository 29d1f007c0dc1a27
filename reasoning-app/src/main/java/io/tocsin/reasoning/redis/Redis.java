package io.tocsin.reasoning.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import io.netty.util.concurrent.Future;
import io.tocsin.config.ConfigurationException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one connection to Redis. After a command that failed or came too late, the next ones fail at
 * once for a second, so that a Redis that is gone costs no time. Thread-safe.
 */
public final class Redis implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Redis.class);
  private static final Duration REST = Duration.ofSeconds(1);
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

  private final ClientResources resources;
  private final RedisClient client;
  private final RedisURI uri;
  private final RedisConfig config;
  private final AtomicLong restUntil = new AtomicLong(System.nanoTime());
  private volatile @Nullable CompletableFuture<StatefulRedisConnection<String, byte[]>> connection;
  private volatile @Nullable String trouble;

  private Redis(RedisURI uri, RedisConfig config) {
    this.uri = uri;
    this.config = config;
    this.resources = DefaultClientResources.builder().reconnectDelay(Delay.constant(REST)).build();
    this.client = RedisClient.create(resources);
    client.setOptions(
        ClientOptions.builder()
            .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
            .socketOptions(SocketOptions.builder().connectTimeout(CONNECT_TIMEOUT).build())
            .timeoutOptions(TimeoutOptions.enabled(config.timeout()))
            .build());
  }

  /**
   * A connection that is made when it is first needed, and again when it was lost.
   *
   * @return absent when no Redis is configured
   * @throws ConfigurationException when the address is none
   */
  public static @Nullable Redis of(RedisConfig config) {
    Password url = config.url();
    if (url == null) {
      return null;
    }
    try {
      return new Redis(RedisURI.create(url.value()), config);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          "The address of Redis cannot be read: write it as redis://HOST:PORT/DATABASE");
    }
  }

  /** A key in this system's namespace. */
  public String key(String... parts) {
    return config.namespace() + ":" + String.join(":", parts);
  }

  /**
   * Runs a command and waits for its answer.
   *
   * @throws RedisUnavailableException when there is none in time
   */
  public <T> T call(Function<RedisAsyncCommands<String, byte[]>, CompletionStage<T>> command)
      throws RedisUnavailableException {
    return begin(command).await();
  }

  /** Runs a command in the order of calls; its answer can be waited for. */
  public <T> Answer<T> begin(
      Function<RedisAsyncCommands<String, byte[]>, CompletionStage<T>> command) {
    CompletableFuture<T> answer = start(command);
    return () -> await(answer);
  }

  /** What Redis will say. */
  @FunctionalInterface
  public interface Answer<T> {
    /**
     * Waits for it.
     *
     * @throws RedisUnavailableException when there is none in time
     */
    T await() throws RedisUnavailableException;
  }

  private <T> T await(CompletableFuture<T> answer) throws RedisUnavailableException {
    try {
      return answer.get(2 * config.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw failed(e.getCause() == null ? e : cause(e.getCause()));
    } catch (TimeoutException e) {
      throw failed(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RedisUnavailableException("interrupted", e);
    }
  }

  /** Runs a command in the order of calls and does not wait; a failure is logged once. */
  public <T> void send(Function<RedisAsyncCommands<String, byte[]>, CompletionStage<T>> command) {
    CompletionStage<T> _ =
        start(command)
            .whenComplete(
                (answer, failure) -> {
                  if (failure != null) {
                    RedisUnavailableException _ = failed(cause(failure));
                  }
                });
  }

  /**
   * Runs a script by its digest, or by its text when Redis does not have it, or no longer.
   *
   * @return what the script returned, which must be a string
   * @throws RedisUnavailableException when there is no answer in time, or the script failed
   */
  public byte[] script(LuaScript script, List<String> keys, byte[]... arguments)
      throws RedisUnavailableException {
    String[] names = keys.toArray(String[]::new);
    return call(
        redis ->
            redis
                .<byte[]>evalsha(script.digest(), ScriptOutputType.VALUE, names, arguments)
                .exceptionallyCompose(
                    failure ->
                        cause(failure) instanceof RedisNoScriptException
                            ? redis.eval(script.text(), ScriptOutputType.VALUE, names, arguments)
                            : CompletableFuture.failedFuture(failure)));
  }

  /** Why it was not to be had when it was last asked; absent when it answered. */
  public @Nullable String trouble() {
    return trouble;
  }

  @Override
  public void close() {
    client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
    Future<Boolean> _ = resources.shutdown(0, 1, TimeUnit.SECONDS);
  }

  private <T> CompletableFuture<T> start(
      Function<RedisAsyncCommands<String, byte[]>, CompletionStage<T>> command) {
    if (resting()) {
      return CompletableFuture.failedFuture(new RedisException(trouble));
    }
    return connected()
        .thenCompose(open -> command.apply(open.async()))
        .whenComplete(
            (answer, failure) -> {
              if (failure == null && trouble != null) {
                trouble = null;
                LOG.info("Redis at {} answers again", place());
              }
            });
  }

  private CompletableFuture<StatefulRedisConnection<String, byte[]>> connected() {
    CompletableFuture<StatefulRedisConnection<String, byte[]>> current = connection;
    if (current != null && !current.isCompletedExceptionally()) {
      return current;
    }
    synchronized (this) {
      current = connection;
      if (current == null || current.isCompletedExceptionally()) {
        RedisCodec<String, byte[]> codec = RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);
        current = client.connectAsync(codec, uri).toCompletableFuture();
        connection = current;
      }
      return current;
    }
  }

  private RedisUnavailableException failed(Throwable cause) {
    String why =
        cause instanceof TimeoutException
            ? "no answer in time"
            : String.valueOf(cause.getMessage());
    if (trouble == null) {
      LOG.warn("Redis at {} does not answer ({}): going on without it", place(), why);
    }
    trouble = why;
    if (!resting()) {
      restUntil.set(System.nanoTime() + REST.toNanos());
    }
    return new RedisUnavailableException(why, cause);
  }

  private boolean resting() {
    return trouble != null && System.nanoTime() - restUntil.get() < 0;
  }

  private static Throwable cause(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }

  private String place() {
    return uri.getHost() + ":" + uri.getPort();
  }
}
