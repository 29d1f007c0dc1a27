package io.tocsin.topology.control;

import io.tocsin.schemas.control.ConfigurationKey;
import io.tocsin.schemas.control.ControlReader;
import io.tocsin.schemas.control.ControlRecord;
import io.tocsin.schemas.control.Layer;
import io.tocsin.schemas.deadletter.ErrorCode;
import io.tocsin.schemas.deadletter.InvalidRecordException;
import io.tocsin.schemas.json.Json;
import io.tocsin.topology.intake.Refusals;
import io.tocsin.topology.metrics.TopologyMetrics;
import io.tocsin.topology.state.Tables;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides on what operators set: a layer that holds, alone and with the layers around it, is
 * published as the configuration; any other is refused with the reason, and the old one stays.
 *
 * <p>What was accepted is remembered here, not read from {@code control} again: compaction removes
 * an accepted layer from there once a refused one follows it.
 */
public final class ControlIntake implements ProcessorSupplier<byte[], byte[], Object, Object> {
  /** Name of the store of what was accepted, under the keys of {@code configuration}. */
  public static final String STORE = "control-accepted";

  /**
   * Header of every record of {@code configuration}: the offset on {@code control}, in decimal, of
   * what led to it.
   */
  public static final String OFFSET_HEADER = "tocsin.control.offset";

  private static final String STAGE = "control-intake";
  private static final Logger LOG = LoggerFactory.getLogger(ControlIntake.class);

  private final LiveConfiguration live;
  private final String configuration;
  private final String deadLetters;
  private final TopologyMetrics metrics;
  private final ControlReader reader = new ControlReader();

  /**
   * @param live what was accepted under another application id, if anything
   * @param configuration name of the node that takes what was accepted
   * @param deadLetters name of the node that takes refused records
   */
  public ControlIntake(
      LiveConfiguration live, String configuration, String deadLetters, TopologyMetrics metrics) {
    this.live = live;
    this.configuration = configuration;
    this.deadLetters = deadLetters;
    this.metrics = metrics;
  }

  @Override
  public Set<StoreBuilder<?>> stores() {
    return Set.of(Tables.entries(STORE));
  }

  @Override
  public Processor<byte[], byte[], Object, Object> get() {
    return new ControlProcessor();
  }

  private final class ControlProcessor extends ContextualProcessor<byte[], byte[], Object, Object> {
    private @Nullable KeyValueStore<String, byte[]> accepted;
    private @Nullable Refusals refusals;

    @Override
    public void init(ProcessorContext<Object, Object> context) {
      super.init(context);
      accepted = context.getStateStore(STORE);
      refusals = new Refusals(context, STAGE, deadLetters, metrics);
    }

    @Override
    public void process(Record<byte[], byte[]> input) {
      KeyValueStore<String, byte[]> store = Objects.requireNonNull(accepted);
      String key = input.key() == null ? null : new String(input.key(), StandardCharsets.UTF_8);
      try {
        if (key == null) {
          throw Refusals.missingKey("its layer, such as platform");
        }
        LayeredSettings settings = settings(store);
        if (input.value() == null) {
          settings.without(layer(key));
          store.delete(key);
          publish(key, null);
          LOG.info("The layer {} is removed", key);
        } else {
          ControlRecord record = reader.read(input.value());
          check(key, record, settings, store);
          keep(record.name(), record, store);
          keep(key, record, store);
          LOG.info("The layer {} holds from now on", record.name());
        }
      } catch (InvalidRecordException e) {
        LOG.warn("Settings of {} are refused, the old ones stay: {}", key, e.getMessage());
        Objects.requireNonNull(refusals).refuse(input, e);
      }
    }

    private void check(
        String key,
        ControlRecord record,
        LayeredSettings settings,
        KeyValueStore<String, byte[]> store) {
      if (!key.equals(record.layer().key())) {
        throw Refusals.keyMismatch("the layer inside, as in " + record.layer().key());
      }
      byte[] before = store.get(record.name());
      settings.with(record, before == null ? null : reader.read(before));
    }

    private void keep(String key, ControlRecord record, KeyValueStore<String, byte[]> store) {
      byte[] json = Json.write(record);
      store.put(key, json);
      publish(key, json);
    }

    private void publish(String key, byte @Nullable [] value) {
      long offset = context().recordMetadata().orElseThrow().offset();
      Headers headers = new RecordHeaders();
      headers.add(OFFSET_HEADER, Long.toString(offset).getBytes(StandardCharsets.UTF_8));
      byte[] keyBytes = key.getBytes(StandardCharsets.UTF_8);
      context()
          .forward(
              new Record<Object, @Nullable Object>(
                  keyBytes, value, context().currentSystemTimeMs(), headers),
              configuration);
    }
  }

  private LayeredSettings settings(KeyValueStore<String, byte[]> store) {
    Map<Layer, ControlRecord> layers = new HashMap<>();
    boolean empty = true;
    try (KeyValueIterator<String, byte[]> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<String, byte[]> entry = all.next();
        empty = false;
        if (ConfigurationKey.of(entry.key) instanceof ConfigurationKey.Current current) {
          layers.put(current.layer(), reader.read(entry.value));
        }
      }
    }
    LayeredSettings known = live.settings();
    if (!empty) {
      return new LayeredSettings(known.base(), layers);
    }
    live.versions().forEach((name, version) -> store.put(name, Json.write(version)));
    known.layers().forEach((layer, record) -> store.put(layer.key(), Json.write(record)));
    return known;
  }

  private static Layer layer(String key) {
    try {
      return Layer.ofKey(key);
    } catch (IllegalArgumentException e) {
      throw new InvalidRecordException(
          ErrorCode.KEY_MISMATCH, null, String.valueOf(e.getMessage()));
    }
  }
}
