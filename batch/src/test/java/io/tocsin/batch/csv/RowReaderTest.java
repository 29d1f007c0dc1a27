package io.tocsin.batch.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvReader;
import io.tocsin.batch.ReportRows;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RowReaderTest {
  private final List<BadRow> badRows = new ArrayList<>();

  @Test
  void aPlainFileIsReadInTheOrderOfTheColumnsAskedFor() throws IOException {
    assertThat(rows("a,b,c\n1,2,3\n4,5,6\n", 2, 0))
        .containsExactly(List.of("3", "1"), List.of("6", "4"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void everyKindOfLineBreakEndsARow(String lineBreak) throws IOException {
    String text = String.join(lineBreak, "a,b", "1,2", "", "3,\"4\"", "5,6");

    assertThat(rows(text, 0, 1))
        .containsExactly(List.of("1", "2"), List.of("3", "4"), List.of("5", "6"));
    assertThat(badRows).isEmpty();
  }

  @Test
  void quotedFieldsMayHoldSeparatorsLineBreaksAndQuotes() throws IOException {
    assertThat(rows("a,b\n\"1,\n\"\"x\"\"\",\"\"\"\"\n\"\",2\n", 0, 1))
        .containsExactly(List.of("1,\n\"x\"", "\""), List.of("", "2"));
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstName() throws IOException {
    RowReader reader = reader("\uFEFFid,drug\n1,2\n");

    assertThat(reader.header()).containsExactly("id", "drug");
  }

  @Test
  void namesOfColumnsAreReadWithoutQuotesAndBlanks() throws IOException {
    assertThat(reader("\"id\", drug ,\"a \"\"b\"\"\"\n").header())
        .containsExactly("id", "drug", "a \"b\"");
  }

  @Test
  void aRowWithTooFewOrTooManyFieldsIsLeftOutAndNamedByItsLine() throws IOException {
    assertThat(rows("a,b\n1,2\n3\n4,5,6\n7,8\n", 0, 1))
        .containsExactly(List.of("1", "2"), List.of("7", "8"));
    assertThat(badRows)
        .containsExactly(
            new BadRow(3, "has 1 fields, the header has 2"),
            new BadRow(4, "has 3 fields, the header has 2"));
  }

  @Test
  void aRowWithoutContentInARequiredColumnIsLeftOut() throws IOException {
    RowReader reader = reader("id,drug,sex\n1,A,\n2,,F\n3,\"  \",F\n");
    reader.select(List.of(0, 1, 2), 2);

    assertThat(read(reader, 3)).containsExactly(List.of("1", "A", ""));
    assertThat(badRows)
        .containsExactly(
            new BadRow(3, "has nothing in column drug"),
            new BadRow(4, "has nothing in column drug"));
  }

  @Test
  void aQuoteThatIsNeverClosedCostsOneRow() throws IOException {
    assertThat(rows("a,b\n1,\"2\n3,4\n5,6\n", 0, 1))
        .containsExactly(List.of("3", "4"), List.of("5", "6"));
    assertThat(badRows)
        .containsExactly(new BadRow(2, "opens a quote in field 2 that is never closed"));
  }

  @Test
  void aStrayQuoteDoesNotTakeTheFollowingRowsAlong() throws IOException {
    assertThat(rows("a,b\n1,5\" tube\n2,\"x\"y\n\"3,\"4\"\n5,\"6\n7\"\n", 0, 1))
        .containsExactly(List.of("5", "6\n7"));
    assertThat(badRows)
        .containsExactly(
            new BadRow(2, "has a quote inside field 2, which does not begin with one"),
            new BadRow(3, "has text behind the closing quote of field 2"),
            new BadRow(4, "has text behind the closing quote of field 1"));
  }

  @Test
  void aRowIsFoundAgainBehindAQuoteThatSwallowsManyLines() throws IOException {
    String lines = "1,2\n".repeat(3_000_000);

    assertThat(rows("a,b\n0,\"never closed\n" + lines, 0, 1)).hasSize(3_000_000);
    assertThat(badRows)
        .containsExactly(
            new BadRow(2, "is longer than 4194304 bytes; perhaps a quote in it is never closed"));
  }

  @Test
  void aLineLongerThanAnyRecordMayBeIsLeftOutWhole() throws IOException {
    String field = "x".repeat(9_000_000);

    assertThat(rows("a,b\n1,2\n" + field + ",4\n5,6\n7\n", 0, 1))
        .containsExactly(List.of("1", "2"), List.of("5", "6"));
    assertThat(badRows).extracting(BadRow::line).containsExactly(3L, 5L);
  }

  @Test
  void aHugeFieldWithinBoundsIsReadWhole() throws IOException {
    String field = "y".repeat(3_000_000);

    assertThat(rows("a,b\n1,\"" + field + "\"\n5,6\n", 0, 1))
        .containsExactly(List.of("1", field), List.of("5", "6"));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whatIsReadIsWhatALibraryReads(long seed) throws IOException {
    byte[] bytes = ReportRows.file(ReportRows.generated(seed, 30_000)).readAllBytes();
    List<List<String>> expected = new ArrayList<>();
    try (var records = CsvReader.builder().ofCsvRecord(new String(bytes, UTF_8))) {
      records.forEach(record -> expected.add(record.getFields()));
    }
    RowReader reader =
        new RowReader(FlatFile.unpack(new ByteArrayInputStream(zipped(bytes))), ',', badRows::add);
    reader.select(List.of(0, 1, 2, 3), 3);

    assertThat(read(reader, 4)).isEqualTo(expected.subList(1, expected.size()));
    assertThat(badRows).isEmpty();
  }

  @Test
  void aFileWithoutAHeaderIsRefused() {
    assertThatThrownBy(() -> reader("")).isInstanceOf(IOException.class).hasMessage("it is empty");
    assertThatThrownBy(() -> reader("\"id,drug\n1,2\n"))
        .isInstanceOf(IOException.class)
        .hasMessage("its header opens a quote in field 1 that is never closed");
  }

  private static byte[] zipped(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(bytes);
    }
    return out.toByteArray();
  }

  private RowReader reader(String text) throws IOException {
    return new RowReader(new ByteArrayInputStream(text.getBytes(UTF_8)), ',', badRows::add);
  }

  private List<List<String>> rows(String text, int first, int second) throws IOException {
    RowReader reader = reader(text);
    reader.select(List.of(first, second), 0);
    return read(reader, 2);
  }

  private static List<List<String>> read(RowReader reader, int columns) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    RowBlock block = new RowBlock();
    while (reader.read(block)) {
      for (int row = 0; row < block.rows(); row++) {
        List<String> fields = new ArrayList<>();
        for (int column = 0; column < columns; column++) {
          int start = block.start(row, column);
          fields.add(new String(block.bytes(), start, block.end(row, column) - start, UTF_8));
        }
        rows.add(fields);
      }
    }
    return rows;
  }
}
