package io.tocsin.batch.output;

import io.tocsin.batch.analysis.AnalyzedPairs;
import io.tocsin.batch.analysis.Column;
import io.tocsin.schemas.signal.ContingencyTable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Pairs as CSV (RFC 4180, UTF-8): one line each, numbers with all their digits, nothing where a
 * measure is absent.
 */
public final class CsvPairs {
  private static final int LINES_A_CHUNK = 1 << 8;
  private static final int CHUNKS_AT_ONCE = 64;
  private final AnalyzedPairs pairs;
  private final List<Column> columns;

  private CsvPairs(AnalyzedPairs pairs) {
    this.pairs = pairs;
    this.columns = pairs.columns();
  }

  /** Writes all pairs; formats on all processors, holds some thousand lines. */
  public static void write(AnalyzedPairs pairs, OutputStream out) throws IOException {
    new CsvPairs(pairs).write(out);
  }

  private void write(OutputStream out) throws IOException {
    out.write(header().getBytes(StandardCharsets.UTF_8));
    int chunks = (pairs.size() + LINES_A_CHUNK - 1) / LINES_A_CHUNK;
    for (int from = 0; from < chunks; from += CHUNKS_AT_ONCE) {
      List<byte[]> formatted =
          IntStream.range(from, Math.min(chunks, from + CHUNKS_AT_ONCE))
              .parallel()
              .mapToObj(this::chunk)
              .toList();
      for (byte[] lines : formatted) {
        out.write(lines);
      }
    }
    out.flush();
  }

  private String header() {
    List<String> names = new ArrayList<>(PairFields.COUNTS);
    columns.forEach(column -> names.add(column.header()));
    names.addAll(PairFields.VERDICTS);
    if (pairs.unmasked()) {
      names.add(PairFields.MASKER);
    }
    return String.join(",", names) + '\n';
  }

  private byte[] chunk(int number) {
    StringBuilder lines = new StringBuilder(LINES_A_CHUNK * 512);
    int end = Math.min(pairs.size(), (number + 1) * LINES_A_CHUNK);
    for (int place = number * LINES_A_CHUNK; place < end; place++) {
      line(place, lines);
    }
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void line(int place, StringBuilder line) {
    ContingencyTable table = pairs.table(place);
    name(pairs.drug(place), line);
    line.append(',');
    name(pairs.event(place), line);
    line.append(',').append(table.n11());
    line.append(',').append(table.drugMargin());
    line.append(',').append(table.eventMargin());
    line.append(',').append(table.total());
    for (Column column : columns) {
      line.append(',');
      double value = pairs.value(column, place);
      if (!Double.isNaN(value)) {
        line.append(value);
      }
    }
    line.append(',').append(pairs.significant(place));
    line.append(',').append(pairs.onlyWithDrug(place));
    line.append(',').append(pairs.degenerate(place));
    line.append(',').append(String.join(PairFields.BETWEEN_RULES, pairs.rulesMet(place)));
    if (pairs.unmasked()) {
      String masker = pairs.masker(place);
      name(masker == null ? "" : masker, line.append(','));
    }
    line.append('\n');
  }

  private static void name(String name, StringBuilder line) {
    boolean plain = true;
    for (int i = 0; i < name.length() && plain; i++) {
      char c = name.charAt(i);
      plain = c != ',' && c != '"' && c != '\n' && c != '\r';
    }
    if (plain) {
      line.append(name);
    } else {
      line.append('"').append(name.replace("\"", "\"\"")).append('"');
    }
  }
}
