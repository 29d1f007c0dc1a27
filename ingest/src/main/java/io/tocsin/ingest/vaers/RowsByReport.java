package io.tocsin.ingest.vaers;

import io.tocsin.ingest.FeedTally;
import io.tocsin.ingest.Remark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The VAX or the SYMPTOMS file of one year, by report number, without assuming that its rows stand
 * in the order of the DATA file. Values that repeat (vaccines, terms) are held once.
 *
 * @param <T> what a row tells
 */
final class RowsByReport<T> {
  private final Map<Integer, List<T>> rows = new HashMap<>();

  /**
   * Reads a file.
   *
   * @param parse what one row tells, none or more
   */
  static <T> RowsByReport<T> read(
      Path path, List<String> columns, Function<CsvRow, List<T>> parse, FeedTally tally)
      throws IOException {
    RowsByReport<T> result = new RowsByReport<>();
    try (CsvTable table = new CsvTable(path, columns)) {
      while (table.hasNext()) {
        CsvRow row = table.next();
        int id = row == null ? VaersId.NONE : VaersId.parse(row.get("VAERS_ID"));
        if (row == null || id == VaersId.NONE) {
          tally.remark(Remark.BROKEN_ROW);
        } else {
          result.rows.merge(id, parse.apply(row), RowsByReport::joined);
        }
      }
    }
    return result;
  }

  /** Takes the rows of a report out, in the order of the file; empty when it has none. */
  List<T> take(int id) {
    List<T> taken = rows.remove(id);
    return taken == null ? List.of() : taken;
  }

  /** How many reports have rows that nobody took. */
  int left() {
    return rows.size();
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    List<T> all = new ArrayList<>(first.size() + second.size());
    all.addAll(first);
    all.addAll(second);
    return List.copyOf(all);
  }
}
