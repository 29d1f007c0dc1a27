package io.tocsin.batch.evaluation;

import io.tocsin.schemas.signal.Pair;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The scores that an output gives the pairs of a reference set. Other pairs are passed over, so
 * that memory grows with the reference set only.
 */
final class Scores {
  private static final int NOT_FOUND = -1;

  private final ReferenceSet reference;
  private final List<String> columns;
  private final List<Threshold> thresholds;
  private final double[][] byColumn;
  private final long[] lines;
  private final LocalDate[] newest;
  private final LocalDate[][] firstMet;
  private @Nullable LocalDate end;
  private long rows;

  private Scores(ReferenceSet reference, List<String> columns, List<Threshold> thresholds) {
    int pairs = reference.pairs().size();
    this.reference = reference;
    this.columns = columns;
    this.thresholds = thresholds;
    this.byColumn = new double[columns.size()][pairs];
    for (double[] scores : byColumn) {
      Arrays.fill(scores, Double.NaN);
    }
    this.lines = new long[pairs];
    Arrays.fill(lines, NOT_FOUND);
    this.newest = new LocalDate[pairs];
    Arrays.fill(newest, LocalDate.MIN);
    this.firstMet = new LocalDate[thresholds.size()][pairs];
    for (LocalDate[] dates : firstMet) {
      Arrays.fill(dates, LocalDate.MAX);
    }
  }

  /**
   * Reads an output. Of several rows of a pair the newest date counts, and on one date the last
   * row; without a column of dates, the first row stands.
   *
   * @throws IOException when the file cannot be read or lacks a column
   */
  static Scores read(
      Request.Output output, List<Threshold> given, ReferenceSet reference, BadRows bad)
      throws IOException {
    try (Table table = new Table(output.file())) {
      List<String> columns = columns(output, given, table);
      Layout layout = Layout.of(output, columns, table);
      Scores scores = new Scores(reference, columns, thresholds(columns, given));
      scores.rows = table.forEach(bad, fields -> scores.take(fields, layout));
      return scores;
    }
  }

  /** Where the columns stand in the file. */
  private record Layout(int drug, int event, int date, List<Integer> scores) {
    static Layout of(Request.Output output, List<String> columns, Table table) throws IOException {
      List<Integer> scores = new ArrayList<>();
      for (String column : columns) {
        scores.add(table.column(column));
      }
      return new Layout(
          table.column(output.drug()),
          table.column(output.event()),
          output.date() == null ? NOT_FOUND : table.column(output.date()),
          scores);
    }
  }

  /** The columns that are asked for, or all that are known. */
  private static List<String> columns(Request.Output output, List<Threshold> given, Table table)
      throws IOException {
    Set<String> columns = new LinkedHashSet<>();
    for (String name : output.scores()) {
      columns.add(table.header().get(table.column(name)));
    }
    for (Threshold threshold : given) {
      columns.add(table.header().get(table.column(threshold.column())));
    }
    if (output.scores().isEmpty()) {
      table.header().stream()
          .filter(name -> !Threshold.customary(name).isEmpty())
          .forEach(columns::add);
    }
    if (columns.isEmpty()) {
      throw new IOException(
          "%s has no column with the name of a known measure; name one of %s"
              .formatted(output.file(), String.join(", ", table.header())));
    }
    return List.copyOf(columns);
  }

  private static List<Threshold> thresholds(List<String> columns, List<Threshold> given) {
    List<Threshold> thresholds = new ArrayList<>();
    for (String column : columns) {
      List<Threshold> own =
          given.stream()
              .filter(each -> each.column().equalsIgnoreCase(column))
              .map(each -> new Threshold(column, each.strict(), each.value()))
              .toList();
      thresholds.addAll(own.isEmpty() ? Threshold.customary(column) : own);
    }
    return List.copyOf(thresholds);
  }

  private @Nullable String take(Table.Fields fields, Layout layout) {
    double[] values = new double[columns.size()];
    for (int i = 0; i < values.length; i++) {
      String text = fields.get(layout.scores().get(i));
      Double value = Values.score(text);
      if (value == null) {
        return "column %s holds '%s', which is not a number".formatted(columns.get(i), text);
      }
      values[i] = value;
    }
    Pair pair = Pair.of(fields.get(layout.drug()), fields.get(layout.event()));
    return layout.date() == NOT_FOUND
        ? add(pair, values, fields.line())
        : add(pair, values, fields.line(), fields.get(layout.date()));
  }

  private @Nullable String add(Pair pair, double[] values, long line) {
    Integer number = reference.number(pair);
    if (number == null) {
      return null;
    }
    if (lines[number] != NOT_FOUND) {
      return "%s and %s stand on line %d already; name the column of dates if they have several rows"
          .formatted(pair.drug(), pair.event(), lines[number]);
    }
    lines[number] = line;
    keep(number, values);
    return null;
  }

  private @Nullable String add(Pair pair, double[] values, long line, String text) {
    LocalDate date = Values.date(text);
    if (date == null) {
      return Values.notADate(text);
    }
    if (end == null || date.isAfter(end)) {
      end = date;
    }
    Integer number = reference.number(pair);
    if (number == null) {
      return null;
    }
    lines[number] = line;
    if (!date.isBefore(newest[number])) {
      newest[number] = date;
      keep(number, values);
    }
    for (int i = 0; i < firstMet.length; i++) {
      double value = values[columns.indexOf(thresholds.get(i).column())];
      if (thresholds.get(i).isMetBy(value) && date.isBefore(firstMet[i][number])) {
        firstMet[i][number] = date;
      }
    }
    return null;
  }

  private void keep(int number, double[] values) {
    for (int i = 0; i < values.length; i++) {
      byColumn[i][number] = values[i];
    }
  }

  List<String> columns() {
    return columns;
  }

  List<Threshold> thresholds() {
    return thresholds;
  }

  /** How many rows the output has. */
  long rows() {
    return rows;
  }

  /** Whether the output has a pair at all. */
  boolean has(int number) {
    return lines[number] != NOT_FOUND;
  }

  /** The score of a pair; NaN when there is none. */
  double get(int column, int number) {
    return byColumn[column][number];
  }

  /** The first date on which a pair met a threshold; absent when it never did. */
  @Nullable LocalDate firstMet(int threshold, int number) {
    LocalDate date = firstMet[threshold][number];
    return date.equals(LocalDate.MAX) ? null : date;
  }

  /** The newest date of any pair; absent when the output has no dates. */
  @Nullable LocalDate end() {
    return end;
  }
}
