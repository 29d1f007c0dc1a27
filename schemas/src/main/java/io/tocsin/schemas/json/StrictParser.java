package io.tocsin.schemas.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.schemas.deadletter.ErrorCode;
import io.tocsin.schemas.deadletter.InvalidRecordException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads a record's value in one pass, each field in the one type it may have. The first thing that
 * is wrong ends the reading with an {@link InvalidRecordException} that says where it stands.
 */
public final class StrictParser {
  /** Longest value of a record, in bytes: 1 MiB. */
  public static final int MAX_VALUE_BYTES = 1 << 20;

  /** Longest text, in bytes of UTF-8: 64 KiB. */
  public static final int MAX_TEXT_BYTES = 1 << 16;

  private static final int MAX_ELEMENTS = 10_000;
  private static final int MAX_BYTES_PER_CHAR = 3;
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(16).maxNameLength(1024).build())
          .build();

  private final JsonParser parser;
  private final LocalDate lastDate;
  private final boolean escaped;
  private int unknownFields;

  private StrictParser(JsonParser parser, LocalDate lastDate, boolean escaped) {
    this.parser = parser;
    this.lastDate = lastDate;
    this.escaped = escaped;
  }

  /** Reads the value that a parser stands at the start of, and leaves the parser at its end. */
  @FunctionalInterface
  public interface Body<T> {
    /** Reads it. */
    T read(StrictParser in) throws IOException;
  }

  /**
   * Reads one JSON object that fills the whole array.
   *
   * @param today no date may lie after the day that follows it
   * @throws InvalidRecordException with the code and path of the first thing that is wrong
   */
  public static <T> T read(byte[] value, LocalDate today, Body<T> body) {
    if (value.length > MAX_VALUE_BYTES) {
      throw new InvalidRecordException(
          ErrorCode.TOO_LARGE,
          null,
          "the value has %d bytes; send at most %d".formatted(value.length, MAX_VALUE_BYTES));
    }
    LocalDate lastDate = today.plusDays(1);
    boolean escaped = hasEscapedCharacters(value);
    return Document.read(
        FACTORY, value, parser -> body.read(new StrictParser(parser, lastDate, escaped)));
  }

  /**
   * Whether a character stands as its number, which is how half a surrogate pair can come in.
   * Searched as a text because the JVM does that many bytes at a time.
   */
  private static boolean hasEscapedCharacters(byte[] value) {
    return new String(value, StandardCharsets.ISO_8859_1).contains("\\u");
  }

  /** Unknown fields met so far. */
  public int unknownFields() {
    return unknownFields;
  }

  /** Enters the object that the parser stands at. */
  public <F extends Enum<F>> Members<F> object(Fields<F> fields) {
    require(parser.currentToken() == JsonToken.START_OBJECT, "must be an object");
    return new Members<>(fields);
  }

  /** Enters the list that the parser stands at. */
  public void list() {
    require(parser.currentToken() == JsonToken.START_ARRAY, "must be a list");
  }

  /**
   * Steps to the list's next element, or past its end.
   *
   * @param before elements read so far
   * @param most that the list may have
   */
  public boolean nextElement(int before, int most) throws IOException {
    if (parser.nextToken() == JsonToken.END_ARRAY) {
      return false;
    }
    if (before == most) {
      String list = FieldPath.of(here().getParent());
      throw refusal(ErrorCode.TOO_LARGE, list, "has more than %d members".formatted(most));
    }
    return true;
  }

  /** A map from free names to values that are all read alike. */
  public <V> Map<String, V> map(int most, Body<V> value) throws IOException {
    require(parser.currentToken() == JsonToken.START_OBJECT, "must be an object");
    Map<String, V> map = new HashMap<>();
    for (String name = nextName(); name != null; name = nextName()) {
      if (map.size() == most) {
        String whole = FieldPath.of(here().getParent());
        throw refusal(ErrorCode.TOO_LARGE, whole, "has more than %d members".formatted(most));
      }
      if (map.put(name, value.read(this)) != null) {
        throw refusal(ErrorCode.DUPLICATE_FIELD, "stands twice; send it once");
      }
    }
    return map;
  }

  /** A text of at most {@link #MAX_TEXT_BYTES}; it may be empty. */
  public String text() throws IOException {
    String text = string();
    if (text.length() > MAX_TEXT_BYTES / MAX_BYTES_PER_CHAR
        && text.getBytes(StandardCharsets.UTF_8).length > MAX_TEXT_BYTES) {
      throw refusal(
          ErrorCode.TOO_LARGE, "is longer than %d bytes in UTF-8".formatted(MAX_TEXT_BYTES));
    }
    return text;
  }

  /** A text of at most so many characters; it may be empty. */
  public String text(int most) throws IOException {
    String text = string();
    if (text.length() > most && text.codePointCount(0, text.length()) > most) {
      throw refusal(ErrorCode.TOO_LARGE, "is longer than %d characters".formatted(most));
    }
    return text;
  }

  /** A text of at most so many characters that is not blank. */
  public String name(int most) throws IOException {
    String name = text(most);
    if (isBlank(name)) {
      throw refusal(ErrorCode.EMPTY_TEXT, "is empty; name what is meant");
    }
    return name;
  }

  /** A calendar date in the form YYYY-MM-DD, at most one day after today. */
  public LocalDate date() throws IOException {
    String text = string();
    LocalDate date;
    try {
      date = CalendarDate.parse(text);
    } catch (DateTimeException e) {
      throw refusal(ErrorCode.INVALID_DATE, "is not a calendar date in the form YYYY-MM-DD");
    }
    if (date.isAfter(lastDate)) {
      throw refusal(
          ErrorCode.FUTURE_DATE,
          "lies in the future; the last date allowed is %s".formatted(lastDate));
    }
    return date;
  }

  /** A whole number without fraction or exponent, in a range. */
  public long integer(long least, long most) throws IOException {
    require(parser.currentToken() == JsonToken.VALUE_NUMBER_INT, "must be a whole number");
    long value = parser.getLongValue();
    if (value < least || value > most) {
      throw refusal(ErrorCode.OUT_OF_RANGE, "must be from %d to %d".formatted(least, most));
    }
    return value;
  }

  /** A number in a range. */
  public double number(double least, double most) throws IOException {
    require(parser.currentToken().isNumeric(), "must be a number");
    double value = parser.getDoubleValue();
    if (!Double.isFinite(value)) {
      throw refusal(ErrorCode.NOT_A_NUMBER, "is not finite; leave out what is not known");
    }
    if (value < least || value > most) {
      throw refusal(ErrorCode.OUT_OF_RANGE, "must be from %s to %s".formatted(least, most));
    }
    return value;
  }

  /** An object with any members, as it stands. */
  public ObjectNode tree() throws IOException {
    require(parser.currentToken() == JsonToken.START_OBJECT, "must be an object");
    ObjectNode tree = NODES.objectNode();
    for (String name = nextName(); name != null; name = nextName()) {
      if (tree.replace(name, node()) != null) {
        throw refusal(ErrorCode.DUPLICATE_FIELD, "stands twice; send it once");
      }
    }
    return tree;
  }

  private JsonNode node() throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> tree();
      case START_ARRAY -> array();
      case VALUE_STRING -> NODES.textNode(text());
      case VALUE_NUMBER_INT -> wholeNumber();
      case VALUE_NUMBER_FLOAT -> NODES.numberNode(number(-Double.MAX_VALUE, Double.MAX_VALUE));
      case VALUE_TRUE, VALUE_FALSE -> NODES.booleanNode(flag());
      default -> NODES.nullNode();
    };
  }

  private ArrayNode array() throws IOException {
    ArrayNode array = NODES.arrayNode();
    while (nextElement(array.size(), MAX_ELEMENTS)) {
      array.add(node());
    }
    return array;
  }

  /** In the narrowest type that holds it, as Jackson's own trees do. */
  private JsonNode wholeNumber() throws IOException {
    long number = integer(Long.MIN_VALUE, Long.MAX_VALUE);
    return number == (int) number ? NODES.numberNode((int) number) : NODES.numberNode(number);
  }

  /** True or false. */
  public boolean flag() {
    require(parser.currentToken().isBoolean(), "must be true or false");
    return parser.currentToken() == JsonToken.VALUE_TRUE;
  }

  /** A scalar of any type, as it stands. */
  public String scalar() throws IOException {
    require(parser.currentToken().isScalarValue(), "must be a text, a number or true or false");
    return parser.currentToken() == JsonToken.VALUE_STRING ? text() : parser.getText();
  }

  /** One of the constants of an enum, in lower case. */
  public <E extends Enum<E>> E constant(Constants<E> constants, ErrorCode otherwise)
      throws IOException {
    E constant = constants.find(string());
    if (constant == null) {
      throw refusal(
          otherwise, "must be one of " + String.join(", ", new TreeSet<>(constants.names())));
    }
    return constant;
  }

  /** A refusal of the value or the element that the parser stands at. */
  public InvalidRecordException refusal(ErrorCode code, String saying) {
    return refusal(code, FieldPath.of(here()), saying);
  }

  /** A refusal of a field of the object whose end the parser stands at. */
  public InvalidRecordException refusal(ErrorCode code, Enum<?> field, String saying) {
    String object = FieldPath.of(here());
    return refusal(code, FieldPath.child(object, Constants.wireName(field)), saying);
  }

  /** The field or element that the parser stands at, not the inside of what begins there. */
  private JsonStreamContext here() {
    JsonStreamContext context = parser.getParsingContext();
    return parser.currentToken().isStructStart() ? context.getParent() : context;
  }

  private static InvalidRecordException refusal(
      ErrorCode code, @Nullable String field, String saying) {
    return new InvalidRecordException(code, field, Refusals.sentence(field, saying));
  }

  /** Steps onto the value of the object's next member; null at the object's end. */
  private @Nullable String nextName() throws IOException {
    String name = parser.nextFieldName();
    if (name != null) {
      parser.nextToken();
    }
    return name;
  }

  private String string() throws IOException {
    require(parser.currentToken() == JsonToken.VALUE_STRING, "must be a text");
    String text = parser.getText();
    if (escaped && !isWellFormed(text)) {
      throw refusal(ErrorCode.INVALID_ENCODING, "holds half a surrogate pair");
    }
    return text;
  }

  private void require(boolean rightType, String saying) {
    if (!rightType) {
      throw parser.currentToken() == JsonToken.VALUE_NULL
          ? refusal(ErrorCode.MISSING_FIELD, "must not be null")
          : refusal(ErrorCode.WRONG_TYPE, saying);
    }
  }

  private static boolean isWellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        if (i + 1 == text.length() || !Character.isSurrogatePair(c, text.charAt(i + 1))) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  private static boolean isBlank(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isWhitespace(c) && !Character.isSpaceChar(c)) {
        return false;
      }
    }
    return true;
  }

  /** The members of one object that are known and not null, in the order in which they stand. */
  public final class Members<F extends Enum<F>> {
    private final Fields<F> fields;
    private final Set<F> seen;

    private Members(Fields<F> fields) {
      this.fields = fields;
      this.seen = fields.none();
    }

    /**
     * Steps to the next known member, whose value the parser then stands at; null at the object's
     * end, when all that is required has come.
     */
    public @Nullable F next() throws IOException {
      for (String name = nextName(); name != null; name = nextName()) {
        F field = fields.known().find(name);
        if (field == null) {
          unknownFields++;
          parser.skipChildren();
        } else if (!seen.add(field)) {
          throw refusal(ErrorCode.DUPLICATE_FIELD, "stands twice; send it once");
        } else if (parser.currentToken() != JsonToken.VALUE_NULL) {
          return field;
        } else if (fields.required().contains(field)) {
          throw refusal(ErrorCode.MISSING_FIELD, "must not be null");
        }
      }
      requireAll();
      return null;
    }

    private void requireAll() {
      if (!seen.containsAll(fields.required())) {
        for (F field : fields.required()) {
          if (!seen.contains(field)) {
            throw refusal(ErrorCode.MISSING_FIELD, field, "is missing");
          }
        }
      }
    }
  }
}
