package io.tocsin.schemas.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import io.tocsin.schemas.deadletter.ErrorCode;
import io.tocsin.schemas.deadletter.InvalidRecordException;
import io.tocsin.schemas.spelling.Nearest;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What Jackson says of a bad value, in the contract's codes and without a word of the value. */
final class Refusals {
  private Refusals() {}

  /**
   * @param at where the parser stands; used when the problem itself does not say where it is
   */
  static InvalidRecordException of(
      JsonProcessingException problem, @Nullable JsonStreamContext at) {
    if (problem instanceof JsonMappingException mapping) {
      return problem.getClass() == JsonMappingException.class
              && problem.getCause() instanceof JsonProcessingException cause
          ? refusal(cause, FieldPath.of(at))
          : refusal(problem, FieldPath.of(mapping.getPath()));
    }
    return refusal(problem, FieldPath.of(at));
  }

  /** The same of settings, which are a person's own: what constructors object to is quoted. */
  static InvalidRecordException ofSettings(JsonProcessingException problem) {
    if (problem instanceof ValueInstantiationException refused
        && refused.getCause() instanceof IllegalArgumentException objection) {
      return new InvalidRecordException(
          ErrorCode.OUT_OF_RANGE,
          FieldPath.of(refused.getPath()),
          String.valueOf(objection.getMessage()));
    }
    return of(problem, null);
  }

  /** A sentence about a field, or about the whole value. */
  static String sentence(@Nullable String field, String saying) {
    return (field == null ? "the value" : field) + " " + saying;
  }

  private static InvalidRecordException refusal(
      JsonProcessingException problem, @Nullable String field) {
    return switch (problem) {
      case StreamConstraintsException e -> overBounds(e, field);
      case InputCoercionException e -> refuse(ErrorCode.OUT_OF_RANGE, field, "is out of range");
      case StreamReadException e -> unreadable(e, field);
      case InvalidNullException e -> refuse(ErrorCode.MISSING_FIELD, field, "must not be null");
      case InvalidFormatException e -> badFormat(e, field);
      case ValueInstantiationException e ->
          refuse(ErrorCode.SCHEMA_VIOLATION, field, "has members that do not go together");
      case UnrecognizedPropertyException e -> unknown(e, field);
      case MismatchedInputException e
          when e.getOriginalMessage().startsWith("Missing required creator property") ->
          refuse(ErrorCode.MISSING_FIELD, field, "is missing");
      case MismatchedInputException e ->
          refuse(ErrorCode.WRONG_TYPE, field, "has the wrong type of JSON value");
      default -> refuse(ErrorCode.SCHEMA_VIOLATION, field, "cannot be read");
    };
  }

  private static InvalidRecordException overBounds(
      StreamConstraintsException problem, @Nullable String field) {
    return problem.getOriginalMessage().contains("nesting depth")
        ? refuse(ErrorCode.TOO_DEEP, field, "nests too deeply")
        : refuse(ErrorCode.TOO_LARGE, field, "has a name, text or number that is too long");
  }

  private static InvalidRecordException unreadable(
      StreamReadException problem, @Nullable String field) {
    String saying = problem.getOriginalMessage();
    if (saying.startsWith("Duplicate field")) {
      return refuse(ErrorCode.DUPLICATE_FIELD, field, "stands twice; send it once");
    }
    if (saying.startsWith("Non-standard token")) {
      return refuse(ErrorCode.NOT_A_NUMBER, field, "is not a finite number");
    }
    long at = problem.getLocation().getByteOffset();
    return refuse(ErrorCode.MALFORMED_JSON, field, "is not JSON at byte " + at);
  }

  private static InvalidRecordException badFormat(
      InvalidFormatException problem, @Nullable String field) {
    Class<?> target = problem.getTargetType();
    if (!(problem.getValue() instanceof String)) {
      return target == Double.class
          ? refuse(ErrorCode.NOT_A_NUMBER, field, "is not a finite number")
          : refuse(ErrorCode.WRONG_TYPE, field, "has the wrong type of JSON value");
    }
    if (target.isEnum() && "status".equals(field)) {
      return refuse(ErrorCode.UNKNOWN_STATUS, field, "is neither active nor nullified");
    }
    if (target.isEnum()) {
      return refuse(ErrorCode.UNKNOWN_VALUE, field, "must be one of " + constants(target));
    }
    return target == LocalDate.class
        ? refuse(ErrorCode.INVALID_DATE, field, "is not a date in the form YYYY-MM-DD")
        : refuse(ErrorCode.WRONG_TYPE, field, "has the wrong form");
  }

  private static String constants(Class<?> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(constant -> Constants.wireName((Enum<?>) constant))
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static InvalidRecordException unknown(
      UnrecognizedPropertyException problem, @Nullable String field) {
    List<String> known = problem.getKnownPropertyIds().stream().map(String::valueOf).toList();
    String name = problem.getPropertyName();
    String parent = field == null ? "" : field.substring(0, field.length() - name.length());
    return refuse(
        ErrorCode.UNKNOWN_VALUE,
        field,
        "is unknown; did you mean %s%s?".formatted(parent, Nearest.to(name, known)));
  }

  private static InvalidRecordException refuse(
      ErrorCode code, @Nullable String field, String saying) {
    return new InvalidRecordException(code, field, sentence(field, saying));
  }
}
