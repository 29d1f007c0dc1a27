package io.tocsin.ingest.vaers;

import io.tocsin.schemas.report.Names;
import io.tocsin.schemas.report.Reaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One of the up to five terms of a row of the SYMPTOMS file.
 *
 * @param key the term as it is counted
 */
record Symptom(String key, Reaction reaction) {
  static final List<String> COLUMNS =
      List.of(
          "VAERS_ID",
          "SYMPTOM1",
          "SYMPTOMVERSION1",
          "SYMPTOM2",
          "SYMPTOMVERSION2",
          "SYMPTOM3",
          "SYMPTOMVERSION3",
          "SYMPTOM4",
          "SYMPTOMVERSION4",
          "SYMPTOM5",
          "SYMPTOMVERSION5");

  private static final int PER_ROW = 5;

  private static Symptom of(Reaction reaction) {
    return new Symptom(Names.normalize(reaction.term()), reaction);
  }

  /** Makes symptoms of rows, each repeated one held once. */
  static final class Parser {
    private final Map<Reaction, Symptom> held = new HashMap<>();

    /** The symptoms of a row; empty fields name none. */
    List<Symptom> parse(CsvRow row) {
      List<Symptom> symptoms = new ArrayList<>();
      for (int i = 1; i <= PER_ROW; i++) {
        String term = row.get("SYMPTOM" + i);
        if (!term.isEmpty()) {
          String version = row.get("SYMPTOMVERSION" + i);
          Reaction reaction = new Reaction(term, version.isEmpty() ? null : version, null, null);
          symptoms.add(held.computeIfAbsent(reaction, Symptom::of));
        }
      }
      return List.copyOf(symptoms);
    }
  }
}
