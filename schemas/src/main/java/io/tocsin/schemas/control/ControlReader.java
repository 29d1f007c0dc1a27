package io.tocsin.schemas.control;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.schemas.deadletter.ErrorCode;
import io.tocsin.schemas.deadletter.InvalidRecordException;
import io.tocsin.schemas.json.Constants;
import io.tocsin.schemas.json.Fields;
import io.tocsin.schemas.json.StrictParser;
import java.io.IOException;
import java.time.LocalDate;

/**
 * Reads a {@link ControlRecord} from JSON in one pass and validates it in the same pass; what the
 * settings are called and may be, only the scoring knows. Unknown fields are ignored. Safe for use
 * by many threads.
 */
public final class ControlReader {
  /** Most characters of an author. */
  public static final int MAX_AUTHOR = 200;

  private static final int MAX_NAME = 64;
  private static final Fields<Field> FIELDS = Fields.requiredUpTo(Field.class, Field.SETTINGS);
  private static final Constants<Scope> SCOPES = Constants.of(Scope.class);

  private enum Field {
    SCOPE,
    VERSION,
    SETTINGS,
    ORGANISATION,
    USER,
    AUTHOR,
    REASON
  }

  /**
   * Reads one record.
   *
   * @throws InvalidRecordException with the code and path of the first thing that is wrong
   */
  public ControlRecord read(byte[] value) {
    return StrictParser.read(value, LocalDate.MAX.minusDays(1), ControlReader::control);
  }

  private static ControlRecord control(StrictParser in) throws IOException {
    Scope scope = Scope.PLATFORM;
    String organisation = null;
    String user = null;
    String version = "";
    String author = null;
    String reason = null;
    ObjectNode settings = JsonNodeFactory.instance.objectNode();
    StrictParser.Members<Field> members = in.object(FIELDS);
    for (Field field = members.next(); field != null; field = members.next()) {
      switch (field) {
        case SCOPE -> scope = in.constant(SCOPES, ErrorCode.UNKNOWN_VALUE);
        case ORGANISATION -> organisation = name(in);
        case USER -> user = name(in);
        case VERSION -> version = name(in);
        case AUTHOR -> author = in.text(MAX_AUTHOR);
        case REASON -> reason = in.text();
        case SETTINGS -> settings = in.tree();
      }
    }
    requireMatch(in, Field.ORGANISATION, organisation != null, scope != Scope.PLATFORM);
    requireMatch(in, Field.USER, user != null, scope == Scope.USER);
    return new ControlRecord(scope, organisation, user, version, author, reason, settings);
  }

  private static String name(StrictParser in) throws IOException {
    String name = in.name(MAX_NAME);
    if (!Layer.isName(name)) {
      throw in.refusal(ErrorCode.SCHEMA_VIOLATION, "must be " + Layer.NAME_RULE);
    }
    return name;
  }

  private static void requireMatch(StrictParser in, Field field, boolean given, boolean wanted) {
    if (wanted && !given) {
      throw in.refusal(ErrorCode.MISSING_FIELD, field, "is missing in a layer of this scope");
    }
    if (given && !wanted) {
      throw in.refusal(ErrorCode.SCHEMA_VIOLATION, field, "has no place in a layer of this scope");
    }
  }
}
