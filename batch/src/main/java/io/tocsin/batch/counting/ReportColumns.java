package io.tocsin.batch.counting;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a file's columns stand, from 0.
 *
 * @param report the report's id
 * @param strata none when the file is not to be stratified
 */
public record ReportColumns(int report, int drug, int event, List<Integer> strata) {
  static final int MUST_HAVE_CONTENT = 3;

  private static final List<String> REPORT_NAMES =
      List.of("id", "report_id", "reportid", "report", "case_id", "caseid", "primaryid", "case");
  private static final List<String> DRUG_NAMES =
      List.of("drug", "var1", "drug_name", "drugname", "product", "vaccine");
  private static final List<String> EVENT_NAMES =
      List.of("event", "var2", "pt", "preferred_term", "reaction", "symptom");

  /** Copies the list. */
  public ReportColumns {
    strata = List.copyOf(strata);
  }

  /**
   * Finds columns by their names, without regard to case.
   *
   * @param report name of the column, or null to guess it, as with the next two
   * @param strata names of columns
   * @throws IllegalArgumentException when one is not there; the message says which ones are
   */
  public static ReportColumns find(
      List<String> header,
      @Nullable String report,
      @Nullable String drug,
      @Nullable String event,
      List<String> strata) {
    List<String> lower = header.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    List<Integer> strataColumns = new ArrayList<>();
    for (String name : strata) {
      strataColumns.add(find(lower, header, "a stratum", List.of(name)));
    }
    return new ReportColumns(
        find(lower, header, "the report's id", report == null ? REPORT_NAMES : List.of(report)),
        find(lower, header, "the drug", drug == null ? DRUG_NAMES : List.of(drug)),
        find(lower, header, "the event", event == null ? EVENT_NAMES : List.of(event)),
        strataColumns);
  }

  private static int find(
      List<String> lower, List<String> header, String what, List<String> names) {
    for (String name : names) {
      int at = lower.indexOf(name.toLowerCase(Locale.ROOT));
      if (at >= 0) {
        return at;
      }
    }
    throw new IllegalArgumentException(
        "no column of the file is %s: it has %s, looked for %s"
            .formatted(what, String.join(", ", header), String.join(", ", names)));
  }

  List<Integer> all() {
    List<Integer> all = new ArrayList<>(List.of(report, drug, event));
    all.addAll(strata);
    return all;
  }
}
