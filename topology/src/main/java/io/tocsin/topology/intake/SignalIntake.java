package io.tocsin.topology.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.tocsin.schemas.deadletter.InvalidRecordException;
import io.tocsin.schemas.json.Json;
import io.tocsin.schemas.report.Names;
import io.tocsin.schemas.signal.ObservationReader;
import io.tocsin.schemas.signal.SignalObservation;
import io.tocsin.topology.intake.CountingInput.Observed;
import io.tocsin.topology.metrics.TopologyMetrics;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;
import org.jspecify.annotations.Nullable;

/**
 * Reads ready-made observations, refuses the bad and drops those whose content came before within a
 * window of wall-clock time.
 */
public final class SignalIntake implements ProcessorSupplier<byte[], byte[], Object, Object> {
  private static final String STORE = "signals-seen";
  private static final String STAGE = "signal-intake";
  private static final ObjectWriter ORDERED =
      Json.mapper().writer().with(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  private final Duration window;
  private final String observations;
  private final String deadLetters;
  private final TopologyMetrics metrics;
  private final ObservationReader reader = new ObservationReader();

  /**
   * @param window how long content is remembered, by the clock
   * @param observations name of the node that takes observations
   * @param deadLetters name of the node that takes refused records
   */
  public SignalIntake(
      Duration window, String observations, String deadLetters, TopologyMetrics metrics) {
    this.window = window;
    this.observations = observations;
    this.deadLetters = deadLetters;
    this.metrics = metrics;
  }

  @Override
  public Set<StoreBuilder<?>> stores() {
    return Set.of(
        Stores.windowStoreBuilder(
                Stores.inMemoryWindowStore(STORE, window.multipliedBy(2), window, false),
                Serdes.Bytes(),
                Serdes.ByteArray())
            .withCachingDisabled()
            .withLoggingEnabled(Map.of()));
  }

  @Override
  public Processor<byte[], byte[], Object, Object> get() {
    return new SignalIntakeProcessor();
  }

  private final class SignalIntakeProcessor
      extends ContextualProcessor<byte[], byte[], Object, Object> {
    private static final byte[] SEEN = {1};

    private @Nullable WindowStore<Bytes, byte[]> seen;
    private @Nullable Refusals refusals;

    @Override
    public void init(ProcessorContext<Object, Object> context) {
      super.init(context);
      seen = context.getStateStore(STORE);
      refusals = new Refusals(context, STAGE, deadLetters, metrics);
    }

    @Override
    public void process(Record<byte[], byte[]> input) {
      metrics.signalReceived();
      try {
        SignalObservation observation = read(input);
        if (isNew(observation)) {
          context()
              .forward(
                  new Record<Object, Object>(
                      observation.pair().key(), new Observed(observation), input.timestamp()),
                  observations);
        } else {
          metrics.signalDuplicate();
        }
      } catch (InvalidRecordException e) {
        Objects.requireNonNull(refusals).refuse(input, e);
      }
    }

    private SignalObservation read(Record<byte[], byte[]> input) {
      if (input.value() == null) {
        throw Refusals.emptyValue();
      }
      Instant now = Instant.ofEpochMilli(context().currentSystemTimeMs());
      SignalObservation observation =
          reader.read(input.value(), LocalDate.ofInstant(now, ZoneOffset.UTC));
      if (input.key() == null) {
        throw Refusals.missingKey("drug|event");
      }
      String key = Names.normalize(new String(input.key(), StandardCharsets.UTF_8));
      if (!key.equals(observation.pair().key())) {
        throw Refusals.keyMismatch("drug|event of the observation");
      }
      return observation;
    }

    private boolean isNew(SignalObservation observation) {
      WindowStore<Bytes, byte[]> store = Objects.requireNonNull(seen);
      Bytes content = Bytes.wrap(fingerprint(observation));
      Instant now = Instant.ofEpochMilli(context().currentSystemTimeMs());
      try (WindowStoreIterator<byte[]> earlier = store.fetch(content, now.minus(window), now)) {
        if (earlier.hasNext()) {
          return false;
        }
      }
      store.put(content, SEEN, now.toEpochMilli());
      return true;
    }
  }

  /** Of equal content the same, whatever order the maps of this run of Java have. */
  private static byte[] fingerprint(SignalObservation observation) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(ORDERED.writeValueAsBytes(observation));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an observation that was read cannot be written", e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
