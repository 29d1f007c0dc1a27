package io.tocsin.ingest.vaers;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One CSV file with a header, read row by row. It may have its columns in any order, and others
 * besides those that are required.
 *
 * <p>The release is said to be latin-1; it is read as windows-1252, which differs from it only in
 * that the bytes 0x80–0x9F are printable there (typographic quotes and dashes, which narratives
 * contain) rather than control characters.
 */
final class CsvTable implements AutoCloseable {
  private static final Charset ENCODING = Charset.forName("windows-1252");

  private final Path path;
  private final CloseableIterator<CsvRecord> records;
  private final int width;
  private final Map<String, Integer> columns = new HashMap<>();

  /**
   * Opens a file.
   *
   * @throws IOException when it cannot be read, is empty or lacks a column
   */
  CsvTable(Path path, List<String> required) throws IOException {
    this.path = path;
    records =
        CsvReader.builder()
            .allowUnclosedQuote(false)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .ofCsvRecord(Files.newInputStream(path), ENCODING)
            .iterator();
    try {
      if (!hasNext()) {
        throw new IOException(path + " is empty; expected a header line");
      }
      List<String> header = records.next().getFields();
      width = header.size();
      for (int i = 0; i < width; i++) {
        columns.putIfAbsent(header.get(i).strip().toUpperCase(Locale.ROOT), i);
      }
      for (String column : required) {
        if (!columns.containsKey(column)) {
          throw new IOException(path + " has no column " + column + " in its header");
        }
      }
    } catch (IOException | RuntimeException e) {
      records.close();
      throw e;
    }
  }

  /**
   * Whether rows are left.
   *
   * @throws IOException when the next row cannot be told from its neighbours, such as after a quote
   *     that is never closed; the message names file and line
   */
  boolean hasNext() throws IOException {
    try {
      return records.hasNext();
    } catch (CsvParseException e) {
      throw new IOException(path + " is not readable as CSV: " + e.getMessage(), e);
    } catch (UncheckedIOException e) {
      throw new IOException("cannot read " + path + ": " + e.getMessage(), e);
    }
  }

  /**
   * The next row, or null when it has fewer or more fields than the header.
   *
   * @throws IOException as {@link #hasNext()}
   */
  @Nullable CsvRow next() throws IOException {
    if (!hasNext()) {
      throw new IOException(path + " has no more rows");
    }
    CsvRecord row = records.next();
    return row.getFieldCount() == width ? new CsvRow(row, columns) : null;
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
