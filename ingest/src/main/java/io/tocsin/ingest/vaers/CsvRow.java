package io.tocsin.ingest.vaers;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.Map;

/** One row of a file, its fields by the name of their column. */
final class CsvRow {
  private final CsvRecord fields;
  private final Map<String, Integer> columns;

  CsvRow(CsvRecord fields, Map<String, Integer> columns) {
    this.fields = fields;
    this.columns = columns;
  }

  /**
   * The field of a column, trimmed.
   *
   * @throws IllegalArgumentException when the column was not required of the table
   */
  String get(String column) {
    Integer index = columns.get(column);
    if (index == null) {
      throw new IllegalArgumentException("column " + column + " was not asked for");
    }
    return fields.getField(index).strip();
  }
}
