package io.tocsin.ingest.vaers;

import io.tocsin.ingest.FeedTally;
import io.tocsin.ingest.Remark;
import io.tocsin.schemas.report.Names;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A row of the VAX file.
 *
 * @param key the name as it is counted
 * @param dose number in the series
 */
record Vaccine(
    String key, String name, @Nullable String dose, @Nullable String route, @Nullable String lot) {
  static final List<String> COLUMNS =
      List.of("VAERS_ID", "VAX_NAME", "VAX_DOSE_SERIES", "VAX_ROUTE", "VAX_LOT");

  private static final Set<String> UNKNOWN = Set.of("", "UNK", "UN", "UNKNOWN", "N/A");

  /** Makes vaccines of rows, each repeated text held once. */
  static final class Parser {
    private final Map<String, String> keys = new HashMap<>();
    private final Map<String, String> texts = new HashMap<>();
    private final FeedTally tally;

    Parser(FeedTally tally) {
      this.tally = tally;
    }

    /** The vaccine of a row, none when it has no name. */
    List<Vaccine> parse(CsvRow row) {
      String reported = row.get("VAX_NAME");
      if (reported.isEmpty()) {
        tally.remark(Remark.NAMELESS_DRUG);
        return List.of();
      }
      String name = once(reported);
      String key = keys.computeIfAbsent(name, Names::normalize);
      return List.of(
          new Vaccine(
              key,
              name,
              known(row.get("VAX_DOSE_SERIES")),
              known(row.get("VAX_ROUTE")),
              known(row.get("VAX_LOT"))));
    }

    private @Nullable String known(String text) {
      return UNKNOWN.contains(text) ? null : once(text);
    }

    private String once(String text) {
      String held = texts.putIfAbsent(text, text);
      return held == null ? text : held;
    }
  }
}
