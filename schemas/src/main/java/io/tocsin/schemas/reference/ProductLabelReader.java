package io.tocsin.schemas.reference;

import io.tocsin.schemas.deadletter.ErrorCode;
import io.tocsin.schemas.deadletter.InvalidRecordException;
import io.tocsin.schemas.json.Fields;
import io.tocsin.schemas.json.StrictParser;
import io.tocsin.schemas.report.ReportReader;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads a {@link ProductLabel} from JSON in one pass and validates it in the same pass. Unknown
 * fields are ignored. Safe for use by many threads.
 */
public final class ProductLabelReader {
  /** Most reactions of a label. */
  public static final int MAX_REACTIONS = 10_000;

  /** Longest name of a document, in characters. */
  public static final int MAX_DOCUMENT = 500;

  private static final int MAX_VERSION = 64;
  private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9._-]+");
  private static final Fields<Field> FIELDS = Fields.requiredUpTo(Field.class, Field.REVISED);

  private enum Field {
    DRUG,
    DOCUMENT,
    VERSION,
    REVISED,
    REACTIONS
  }

  /**
   * Reads one label.
   *
   * @throws InvalidRecordException with the code and path of the first thing that is wrong
   */
  public ProductLabel read(byte[] value) {
    return StrictParser.read(value, LocalDate.MAX.minusDays(1), ProductLabelReader::label);
  }

  private static ProductLabel label(StrictParser in) throws IOException {
    String drug = "";
    List<String> reactions = List.of();
    String document = "";
    String version = "";
    LocalDate revised = LocalDate.EPOCH;
    StrictParser.Members<Field> members = in.object(FIELDS);
    for (Field field = members.next(); field != null; field = members.next()) {
      switch (field) {
        case DRUG -> drug = counted(in);
        case DOCUMENT -> document = in.name(MAX_DOCUMENT);
        case VERSION -> version = version(in);
        case REVISED -> revised = in.date();
        case REACTIONS -> reactions = reactions(in);
      }
    }
    return new ProductLabel(drug, reactions, document, version, revised);
  }

  private static List<String> reactions(StrictParser in) throws IOException {
    List<String> reactions = new ArrayList<>();
    in.list();
    while (in.nextElement(reactions.size(), MAX_REACTIONS)) {
      reactions.add(counted(in));
    }
    return reactions;
  }

  /** A name that is compared in its normal form. */
  private static String counted(StrictParser in) throws IOException {
    String name = in.name(ReportReader.MAX_NAME);
    ReportReader.counted(in, name);
    return name;
  }

  private static String version(StrictParser in) throws IOException {
    String version = in.name(MAX_VERSION);
    if (!VERSION.matcher(version).matches()) {
      throw in.refusal(
          ErrorCode.SCHEMA_VIOLATION, "must be 1 to 64 letters, digits, '.', '_' or '-'");
    }
    return version;
  }
}
