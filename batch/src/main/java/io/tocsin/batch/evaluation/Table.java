package io.tocsin.batch.evaluation;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.tocsin.batch.csv.FlatFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One CSV file with a header, in UTF-8, gzipped or not, read once from its beginning. */
final class Table implements AutoCloseable {
  private final Path path;
  private final CsvReader<CsvRecord> reader;
  private final Iterator<CsvRecord> records;
  private final List<String> header;

  /** What becomes of a row. */
  @FunctionalInterface
  interface Row {
    /** Takes a row, or says why it cannot. */
    @Nullable String take(Fields fields);
  }

  /** The fields of one row. */
  record Fields(CsvRecord row) {
    /** A field without surrounding white space. */
    String get(int column) {
      return row.getField(column).strip();
    }

    /** The line on which the row begins, from 1. */
    long line() {
      return row.getStartingLineNumber();
    }
  }

  /**
   * Opens a file.
   *
   * @throws IOException when it cannot be read or is empty
   */
  Table(Path path) throws IOException {
    this.path = path;
    this.reader =
        CsvReader.builder()
            .detectBomHeader(true)
            .allowUnclosedQuote(false)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .ofCsvRecord(FlatFile.open(path.toString()), StandardCharsets.UTF_8);
    this.records = reader.iterator();
    List<String> names = new ArrayList<>();
    boolean found = false;
    try {
      found = hasNext();
      if (found) {
        records.next().getFields().forEach(name -> names.add(name.strip()));
      }
    } finally {
      if (!found) {
        reader.close();
      }
    }
    if (!found) {
      throw new IOException(path + " is empty; its first line must name its columns");
    }
    this.header = List.copyOf(names);
  }

  /** The names of the columns. */
  List<String> header() {
    return header;
  }

  /**
   * The place of a column, from 0; upper and lower case are the same.
   *
   * @throws IOException when there is none of this name
   */
  int column(String name) throws IOException {
    for (int i = 0; i < header.size(); i++) {
      if (header.get(i).equalsIgnoreCase(name)) {
        return i;
      }
    }
    throw new IOException(
        "%s has no column %s; it has %s".formatted(path, name, String.join(", ", header)));
  }

  /**
   * Hands on all rows that are as long as the header, and notes those that are not or are refused.
   *
   * @return how many rows there were
   * @throws IOException when the file cannot be read, or a quote in it is never closed
   */
  long forEach(BadRows bad, Row row) throws IOException {
    long count = 0;
    while (hasNext()) {
      CsvRecord next = records.next();
      count++;
      String reason =
          next.getFieldCount() == header.size()
              ? row.take(new Fields(next))
              : "has %d fields, the header has %d".formatted(next.getFieldCount(), header.size());
      if (reason != null) {
        bad.add(path, next.getStartingLineNumber(), reason);
      }
    }
    return count;
  }

  private boolean hasNext() throws IOException {
    try {
      return records.hasNext();
    } catch (CsvParseException e) {
      throw new IOException(path + " is not readable as CSV: " + e.getMessage(), e);
    } catch (UncheckedIOException e) {
      throw new IOException("cannot read " + path + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
