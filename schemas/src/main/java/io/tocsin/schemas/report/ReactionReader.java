package io.tocsin.schemas.report;

import io.tocsin.schemas.deadletter.ErrorCode;
import io.tocsin.schemas.json.Fields;
import io.tocsin.schemas.json.StrictParser;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Set;

/** Reads one reaction of a report. */
final class ReactionReader {
  private static final int MAX_OUTCOME = 200;
  private static final Fields<Field> FIELDS = Fields.requiredUpTo(Field.class, Field.TERM);

  private enum Field {
    TERM,
    TERM_VERSION,
    ONSET_DATE,
    OUTCOME
  }

  private ReactionReader() {}

  /**
   * @param terms normalised terms of the reactions before it; its own is added
   */
  static Reaction read(StrictParser in, Set<String> terms) throws IOException {
    String term = "";
    String termVersion = null;
    LocalDate onsetDate = null;
    String outcome = null;
    StrictParser.Members<Field> members = in.object(FIELDS);
    for (Field field = members.next(); field != null; field = members.next()) {
      switch (field) {
        case TERM -> term = term(in, terms);
        case TERM_VERSION -> termVersion = in.text();
        case ONSET_DATE -> onsetDate = in.date();
        case OUTCOME -> outcome = in.text(MAX_OUTCOME);
      }
    }
    return new Reaction(term, termVersion, onsetDate, outcome);
  }

  private static String term(StrictParser in, Set<String> terms) throws IOException {
    String term = in.name(ReportReader.MAX_NAME);
    if (!terms.add(ReportReader.counted(in, term))) {
      throw in.refusal(
          ErrorCode.DUPLICATE_ENTRY, "is a reaction that the report names already; name it once");
    }
    return term;
  }
}
