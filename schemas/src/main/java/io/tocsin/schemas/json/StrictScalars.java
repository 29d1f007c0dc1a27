package io.tocsin.schemas.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Readers of numbers, times and enums that take one form only, where Jackson's own take several.
 */
final class StrictScalars {
  private StrictScalars() {}

  static SimpleModule module() {
    DoubleReader doubles = new DoubleReader();
    return new SimpleModule("strict-scalars")
        .addDeserializer(Double.class, doubles)
        .addDeserializer(Double.TYPE, doubles)
        .addDeserializer(LocalDate.class, new DateReader())
        .addDeserializer(Instant.class, new InstantReader())
        .setDeserializerModifier(new EnumReaders());
  }

  /** A JSON number that is finite; never a text such as {@code "NaN"}. */
  private static final class DoubleReader extends StdScalarDeserializer<Double> {
    private static final long serialVersionUID = 1L;

    DoubleReader() {
      super(Double.class);
    }

    @Override
    public Double deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      if (!parser.currentToken().isNumeric()) {
        return (Double) context.handleUnexpectedToken(Double.class, parser);
      }
      double value = parser.getDoubleValue();
      if (!Double.isFinite(value)) {
        return (Double)
            context.handleWeirdNumberValue(Double.class, value, "the number is not finite");
      }
      return value;
    }
  }

  /** A calendar date in the form YYYY-MM-DD. */
  private static final class DateReader extends StdScalarDeserializer<LocalDate> {
    private static final long serialVersionUID = 1L;

    DateReader() {
      super(LocalDate.class);
    }

    @Override
    public LocalDate deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      if (parser.currentToken() != JsonToken.VALUE_STRING) {
        return (LocalDate) context.handleUnexpectedToken(LocalDate.class, parser);
      }
      String text = parser.getText();
      try {
        return CalendarDate.parse(text);
      } catch (DateTimeException e) {
        return (LocalDate)
            context.handleWeirdStringValue(LocalDate.class, text, "not in the form YYYY-MM-DD");
      }
    }
  }

  /** An instant in the form 2026-11-20T16:00:00.123Z. */
  private static final class InstantReader extends StdScalarDeserializer<Instant> {
    private static final long serialVersionUID = 1L;

    InstantReader() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      if (parser.currentToken() != JsonToken.VALUE_STRING) {
        return (Instant) context.handleUnexpectedToken(Instant.class, parser);
      }
      String text = parser.getText();
      try {
        return utc(text);
      } catch (DateTimeException e) {
        return (Instant)
            context.handleWeirdStringValue(Instant.class, text, "not an instant in UTC");
      }
    }

    private static Instant utc(String text) {
      if (!text.endsWith("Z")) {
        throw new DateTimeException("not in UTC");
      }
      return Instant.parse(text);
    }
  }

  /** Gives every enum its {@link EnumReader}. */
  private static final class EnumReaders extends BeanDeserializerModifier {
    private static final long serialVersionUID = 1L;

    @Override
    public JsonDeserializer<?> modifyEnumDeserializer(
        DeserializationConfig config,
        JavaType type,
        BeanDescription description,
        JsonDeserializer<?> usual) {
      return new EnumReader(type.getRawClass());
    }
  }

  /** The name of a constant in lower case, to the letter. */
  private static final class EnumReader extends StdScalarDeserializer<Object> {
    private static final long serialVersionUID = 1L;

    private final Map<String, Object> constants;

    EnumReader(Class<?> type) {
      super(type);
      constants =
          Stream.of(type.getEnumConstants())
              .collect(
                  Collectors.toUnmodifiableMap(
                      constant -> Constants.wireName((Enum<?>) constant), constant -> constant));
    }

    @Override
    public Object deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      if (parser.currentToken() != JsonToken.VALUE_STRING) {
        return context.handleUnexpectedToken(handledType(), parser);
      }
      String text = parser.getText();
      Object constant = constants.get(text);
      return constant != null
          ? constant
          : context.handleWeirdStringValue(
              handledType(), text, "not one of %s", constants.keySet());
    }
  }
}
