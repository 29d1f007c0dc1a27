package io.tocsin.schemas.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import io.tocsin.schemas.deadletter.ErrorCode;
import io.tocsin.schemas.deadletter.InvalidRecordException;
import io.tocsin.schemas.report.ReportStatus;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What Jackson says of a bad value, in the contract's codes and without a word of the value. */
final class Refusals {
  private Refusals() {}

  static InvalidRecordException empty() {
    return new InvalidRecordException(
        ErrorCode.EMPTY_VALUE, null, "the value is empty; send a JSON object");
  }

  static InvalidRecordException notAnObject() {
    return new InvalidRecordException(
        ErrorCode.NOT_AN_OBJECT, null, "the value is JSON but not an object; send an object");
  }

  static InvalidRecordException of(JsonProcessingException problem) {
    String field = problem instanceof JsonMappingException at ? path(at.getPath()) : null;
    Throwable cause = problem.getCause();
    return problem.getClass() == JsonMappingException.class
            && cause instanceof JsonProcessingException wrapped
        ? refusal(wrapped, field)
        : refusal(problem, field);
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
          refuse(ErrorCode.OUT_OF_RANGE, field, "has a value outside its range");
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
    return problem.getOriginalMessage().startsWith("Duplicate field")
        ? refuse(ErrorCode.DUPLICATE_FIELD, field, "has a field twice")
        : refuse(
            ErrorCode.MALFORMED_JSON,
            field,
            "is not JSON at byte " + problem.getLocation().getByteOffset());
  }

  private static InvalidRecordException badFormat(
      InvalidFormatException problem, @Nullable String field) {
    Class<?> target = problem.getTargetType();
    if (!(problem.getValue() instanceof String)) {
      return target == Double.class
          ? refuse(ErrorCode.NOT_A_NUMBER, field, "is not a finite number")
          : refuse(ErrorCode.WRONG_TYPE, field, "has the wrong type of JSON value");
    }
    if (target == ReportStatus.class) {
      return refuse(ErrorCode.UNKNOWN_STATUS, field, "is neither active nor nullified");
    }
    if (target.isEnum()) {
      return refuse(ErrorCode.UNKNOWN_VALUE, field, "is not one of the values it may have");
    }
    return target == LocalDate.class
        ? refuse(ErrorCode.INVALID_DATE, field, "is not a date in the form YYYY-MM-DD")
        : refuse(ErrorCode.WRONG_TYPE, field, "has the wrong form");
  }

  private static InvalidRecordException refuse(
      ErrorCode code, @Nullable String field, String saying) {
    return new InvalidRecordException(
        code, field, (field == null ? "the value" : field) + " " + saying);
  }

  private static @Nullable String path(List<JsonMappingException.Reference> references) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference reference : references) {
      if (reference.getFieldName() == null) {
        path.append('[').append(reference.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(reference.getFieldName());
      }
    }
    return path.isEmpty() ? null : path.toString();
  }
}
