package io.tocsin.schemas.json;

import io.tocsin.schemas.deadletter.InvalidRecordException;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * A record of the contracts as JSON on a topic. A null value (a tombstone) is null both ways; a
 * value that breaks the contract is refused with an {@link InvalidRecordException}.
 */
public final class JsonSerde<T> implements Serde<T> {
  private final Function<byte[], T> reader;
  private final Function<T, byte[]> writer;

  private JsonSerde(Function<byte[], T> reader, Function<T, byte[]> writer) {
    this.reader = reader;
    this.writer = writer;
  }

  /** Reads and writes with {@link Json}. */
  public static <T> JsonSerde<T> of(Class<T> type) {
    return new JsonSerde<>(value -> Json.read(value, type), Json::write);
  }

  /** Reads with {@link Json}, writes with a writer of the type. */
  public static <T> JsonSerde<T> writtenBy(Class<T> type, JsonWriter<T> writer) {
    return new JsonSerde<>(value -> Json.read(value, type), value -> Json.write(value, writer));
  }

  /** Writes with {@link Json}, reads with a reader that throws {@link InvalidRecordException}. */
  public static <T> JsonSerde<T> readBy(Function<byte[], T> reader) {
    return new JsonSerde<>(reader, Json::write);
  }

  @Override
  public Serializer<T> serializer() {
    return (topic, value) -> write(value);
  }

  @Override
  public Deserializer<T> deserializer() {
    return (topic, value) -> read(value);
  }

  private @Nullable T read(byte @Nullable [] value) {
    return value == null ? null : reader.apply(value);
  }

  private byte @Nullable [] write(@Nullable T value) {
    return value == null ? null : writer.apply(value);
  }
}
