package io.tocsin.ingest.replay;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the VAERS reports received in 1998 and 1999, in counts: the tables beside this
 * class. Vaccines and events are numbered in the order of their tables.
 *
 * @param combinations reports whose vaccines are exactly these, where there are at least three
 * @param vaccinesPerReport reports by the number of vaccines
 * @param eventsPerReport reports by the number of events
 * @param reportsPerDay reports by date of receipt
 * @param timeline RotaShield and intussusception by date
 */
record Aggregates(
    List<VaccineFacts> vaccines,
    List<EventFacts> events,
    Map<BitSet, Integer> combinations,
    SortedMap<Integer, Integer> vaccinesPerReport,
    SortedMap<Integer, Integer> eventsPerReport,
    SortedMap<LocalDate, Integer> reportsPerDay,
    List<TimelineRow> timeline) {

  /** The reports of one vaccine; all shares are of 1. */
  record VaccineFacts(
      String name,
      int reports,
      double female,
      double unknownSex,
      @Nullable Quartiles ages,
      double ageMissing,
      double death,
      double lifeThreatening,
      double hospitalization,
      double disability) {}

  /** Quartiles of the known ages, in years. */
  record Quartiles(double lower, double median, double upper) {}

  /** Reports of RotaShield, of intussusception and of both, received up to a date. */
  record TimelineRow(LocalDate date, int drug, int event, int pair) {}

  /** The reports of one event. */
  static final class EventFacts {
    private final String term;
    private final int reports;
    private final int[] pairs;

    EventFacts(String term, int reports, int[] pairs) {
      this.term = term;
      this.reports = reports;
      this.pairs = pairs;
    }

    /** Its preferred term. */
    String term() {
      return term;
    }

    int reports() {
      return reports;
    }

    /** Reports that also name each vaccine, by its number; not to be changed. */
    int[] pairs() {
      return pairs;
    }
  }

  /** Reads the tables. */
  static Aggregates load() {
    List<VaccineFacts> vaccines =
        rows("vaccines.csv").stream().map(Aggregates::vaccineFacts).toList();
    Numbers numbers = new Numbers(vaccines.stream().map(VaccineFacts::name).toList());
    return new Aggregates(
        vaccines,
        readEvents(numbers),
        readCombinations(numbers),
        histogram("vaccines-per-report.csv"),
        histogram("events-per-report.csv"),
        readDays(),
        readTimeline());
  }

  private static final class Numbers {
    private final Map<String, Integer> byName = new HashMap<>();

    Numbers(List<String> names) {
      names.forEach(name -> byName.put(name, byName.size()));
    }

    int of(String name) {
      Integer number = byName.get(name);
      if (number == null) {
        throw new IllegalStateException("the tables of the replay disagree: " + name);
      }
      return number;
    }
  }

  /** All reports. */
  int reports() {
    return reportsPerDay.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Number of a vaccine. */
  int vaccine(String name) {
    return new Numbers(vaccines.stream().map(VaccineFacts::name).toList()).of(name);
  }

  /** Number of an event. */
  int event(String term) {
    return new Numbers(events.stream().map(EventFacts::term).toList()).of(term);
  }

  private static VaccineFacts vaccineFacts(CsvRecord row) {
    return new VaccineFacts(
        row.getField(0),
        Integer.parseInt(row.getField(1)),
        number(row, 2),
        number(row, 3),
        quartiles(row),
        number(row, 7),
        number(row, 8),
        number(row, 9),
        number(row, 10),
        number(row, 11));
  }

  private static @Nullable Quartiles quartiles(CsvRecord row) {
    return row.getField(5).isEmpty()
        ? null
        : new Quartiles(number(row, 4), number(row, 5), number(row, 6));
  }

  private static double number(CsvRecord row, int field) {
    return Double.parseDouble(row.getField(field));
  }

  private static List<EventFacts> readEvents(Numbers vaccines) {
    List<CsvRecord> rows = rows("events.csv");
    Numbers numbers = new Numbers(rows.stream().map(row -> row.getField(0)).toList());
    int[][] pairs = new int[rows.size()][vaccines.byName.size()];
    for (CsvRecord row : rows("vaccine-event-counts.csv")) {
      pairs[numbers.of(row.getField(1))][vaccines.of(row.getField(0))] =
          Integer.parseInt(row.getField(2));
    }
    return rows.stream()
        .map(
            row ->
                new EventFacts(
                    row.getField(0),
                    Integer.parseInt(row.getField(1)),
                    pairs[numbers.of(row.getField(0))]))
        .toList();
  }

  private static Map<BitSet, Integer> readCombinations(Numbers vaccines) {
    Map<BitSet, Integer> combinations = new LinkedHashMap<>();
    for (CsvRecord row : rows("vaccine-combinations.csv")) {
      BitSet set = new BitSet();
      for (String name : row.getField(0).split("\\|", -1)) {
        set.set(vaccines.of(name));
      }
      combinations.put(set, Integer.parseInt(row.getField(1)));
    }
    return combinations;
  }

  private static SortedMap<Integer, Integer> histogram(String table) {
    SortedMap<Integer, Integer> histogram = new TreeMap<>();
    for (CsvRecord row : rows(table)) {
      histogram.put(Integer.parseInt(row.getField(0)), Integer.parseInt(row.getField(1)));
    }
    return histogram;
  }

  private static SortedMap<LocalDate, Integer> readDays() {
    SortedMap<LocalDate, Integer> days = new TreeMap<>();
    for (CsvRecord row : rows("reports-per-day.csv")) {
      days.put(LocalDate.parse(row.getField(0)), Integer.parseInt(row.getField(1)));
    }
    return days;
  }

  private static List<TimelineRow> readTimeline() {
    return rows("rotashield-timeline-1998-1999.csv").stream()
        .map(
            row ->
                new TimelineRow(
                    LocalDate.parse(row.getField(0)),
                    Integer.parseInt(row.getField(1)),
                    Integer.parseInt(row.getField(2)),
                    Integer.parseInt(row.getField(3))))
        .toList();
  }

  private static List<CsvRecord> rows(String table) {
    try (InputStream input = Aggregates.class.getResourceAsStream(table)) {
      if (input == null) {
        throw new FileNotFoundException(table + " is missing from the ingest module");
      }
      List<CsvRecord> rows = new ArrayList<>();
      CsvReader.builder().ofCsvRecord(input, StandardCharsets.UTF_8).forEach(rows::add);
      return rows.subList(1, rows.size());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + table, e);
    }
  }
}
