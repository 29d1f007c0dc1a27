package io.tocsin.schemas.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.tocsin.schemas.deadletter.InvalidRecordException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The one JSON of the contracts: snake_case names, lower-case enums, strict reading.
 *
 * <p>A component of a record is optional when it is {@code @Nullable} (absent reads as null) or a
 * collection (absent reads as empty); every other one must be there. Types are never coerced. NaN
 * and infinity are neither read nor written. Unknown fields are ignored.
 */
public final class Json {
  private static final StreamReadConstraints BOUNDS =
      StreamReadConstraints.builder()
          .maxNestingDepth(32)
          .maxStringLength(1 << 20)
          .maxNameLength(1024)
          .build();
  private static final JsonMapper MAPPER = build();
  private static final int TYPICAL_BYTES = 4096;

  private Json() {}

  /** The shared mapper; thread-safe, not to be reconfigured. */
  public static JsonMapper mapper() {
    return MAPPER;
  }

  /** The value as UTF-8 JSON. */
  public static byte[] write(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "cannot write a %s as JSON: %s"
              .formatted(value.getClass().getSimpleName(), e.getOriginalMessage()),
          e);
    }
  }

  /** The value as UTF-8 JSON, by a writer of its type. */
  public static <T> byte[] write(T value, JsonWriter<T> writer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(TYPICAL_BYTES);
    try (JsonGenerator out = MAPPER.getFactory().createGenerator(bytes, JsonEncoding.UTF8)) {
      writer.write(value, out);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "cannot write a %s as JSON: %s".formatted(value.getClass().getSimpleName(), e), e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads one JSON object that fills the whole array.
   *
   * @throws InvalidRecordException with the code and path of the first thing that is wrong
   */
  public static <T> T read(byte[] value, Class<T> type) {
    return Document.read(MAPPER.getFactory(), value, parser -> MAPPER.readValue(parser, type));
  }

  /**
   * Reads what a person has set: every name must be known, and what the type's own constructors
   * object to is said in their words.
   *
   * @throws InvalidRecordException with the code and path of the first thing that is wrong
   */
  public static <T> T readSettings(JsonNode settings, Class<T> type) {
    try {
      return MAPPER
          .readerFor(type)
          .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .readValue(settings);
    } catch (JsonProcessingException e) {
      throw Refusals.ofSettings(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonMapper build() {
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(BOUNDS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .addDecorator((_, generator) -> new FiniteNumbersGenerator(generator))
            .build();
    JsonMapper.Builder builder =
        JsonMapper.builder(factory)
            .addModule(new JavaTimeModule())
            .addModule(StrictScalars.module())
            .annotationIntrospector(new RecordIntrospector())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .defaultPropertyInclusion(
                JsonInclude.Value.construct(
                    JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS);
    for (LogicalType type : LogicalType.values()) {
      builder.withCoercionConfig(
          type,
          config -> {
            for (CoercionInputShape shape : CoercionInputShape.values()) {
              if (!isNatural(shape, type)) {
                config.setCoercion(shape, CoercionAction.Fail);
              }
            }
          });
    }
    return builder.build();
  }

  /** Whether a shape of JSON is the one that a type is written as. */
  private static boolean isNatural(CoercionInputShape shape, LogicalType type) {
    return switch (type) {
      case Integer -> shape == CoercionInputShape.Integer;
      case Float -> shape == CoercionInputShape.Integer || shape == CoercionInputShape.Float;
      case Boolean -> shape == CoercionInputShape.Boolean;
      case Enum, DateTime -> shape == CoercionInputShape.String;
      case Textual -> shape == CoercionInputShape.String || shape == CoercionInputShape.EmptyString;
      case Collection, Array -> shape == CoercionInputShape.EmptyArray;
      case POJO, Map, Untyped, OtherScalar, Binary -> true;
    };
  }
}
