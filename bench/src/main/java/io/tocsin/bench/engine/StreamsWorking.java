package io.tocsin.bench.engine;

import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;

/** A topology of the benchmark's own; a fault of it ends the run. */
final class StreamsWorking implements Contender.Working {
  private final KafkaStreams streams;
  private final BooleanSupplier done;
  private final AtomicReference<@Nullable Throwable> fault = new AtomicReference<>();

  StreamsWorking(Topology graph, Properties properties, BooleanSupplier done) {
    this.done = done;
    streams = new KafkaStreams(graph, properties);
    streams.setUncaughtExceptionHandler(
        exception -> {
          fault.compareAndSet(null, exception);
          return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
  }

  @Override
  public void start() {
    streams.start();
  }

  @Override
  public boolean counted() {
    Throwable failed = fault.get();
    if (failed != null) {
      throw new IllegalStateException("the engine stopped", failed);
    }
    return done.getAsBoolean();
  }

  @Override
  public boolean settled() {
    return counted();
  }

  @Override
  public long pairs() {
    return 0;
  }

  @Override
  public void close() {
    streams.close();
  }
}
