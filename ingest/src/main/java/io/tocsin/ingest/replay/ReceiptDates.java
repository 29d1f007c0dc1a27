package io.tocsin.ingest.replay;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Gives every report its date of receipt: as many to a day as were received, and the reports of
 * RotaShield and of intussusception so that their counts are right on every date of the timeline.
 */
final class ReceiptDates {
  static final String ROTASHIELD = "ROTAVIRUS (ROTASHIELD)";
  static final String INTUSSUSCEPTION = "Intussusception";
  private static final LocalDate ROTASHIELD_LICENSED = LocalDate.of(1998, 8, 31);

  private final Aggregates known;
  private final Random random;
  private final List<Day> days;

  private ReceiptDates(Aggregates known, Random random) {
    this.known = known;
    this.random = random;
    days =
        known.reportsPerDay().entrySet().stream()
            .map(day -> new Day(day.getKey(), day.getValue(), new ArrayList<>()))
            .toList();
  }

  /**
   * A day on which reports were received.
   *
   * @param places how many
   */
  record Day(LocalDate date, int places, List<Draft> reports) {}

  /** The reports of every day, in the order of the days. */
  static List<Day> of(Aggregates known, List<Draft> reports, Random random) {
    ReceiptDates dates = new ReceiptDates(known, random);
    List<Draft> others = dates.placeTimeline(reports);
    dates.placeAnywhere(others);
    dates.days.forEach(day -> Collections.shuffle(day.reports(), random));
    return dates.days;
  }

  /** Places what the timeline tells of and returns all other reports. */
  private List<Draft> placeTimeline(List<Draft> reports) {
    int rotashield = known.vaccine(ROTASHIELD);
    int intussusception = known.event(INTUSSUSCEPTION);
    List<Draft> both = new ArrayList<>();
    List<Draft> drugOnly = new ArrayList<>();
    List<Draft> eventOnly = new ArrayList<>();
    List<Draft> others = new ArrayList<>();
    for (Draft report : shuffled(reports)) {
      boolean drug = report.names(rotashield);
      boolean event = report.events().get(intussusception);
      (drug && event ? both : drug ? drugOnly : event ? eventOnly : others).add(report);
    }
    Aggregates.TimelineRow before = new Aggregates.TimelineRow(ROTASHIELD_LICENSED, 0, 0, 0);
    for (Aggregates.TimelineRow row : known.timeline()) {
      int pairs = row.pair() - before.pair();
      place(both, pairs, row.date(), row.date());
      place(eventOnly, row.event() - before.event() - pairs, before.date().plusDays(1), row.date());
      place(drugOnly, row.drug() - before.drug() - pairs, before.date().plusDays(1), row.date());
      before = row;
    }
    LocalDate rest = before.date().plusDays(1);
    place(drugOnly, drugOnly.size(), rest, LocalDate.MAX);
    place(eventOnly, eventOnly.size(), rest, LocalDate.MAX);
    return others;
  }

  private List<Draft> shuffled(List<Draft> reports) {
    List<Draft> shuffled = new ArrayList<>(reports);
    Collections.shuffle(shuffled, random);
    return shuffled;
  }

  /** Places reports on free places from one date to another, both included. */
  private void place(List<Draft> reports, int count, LocalDate from, LocalDate to) {
    List<Day> free = new ArrayList<>();
    for (Day day : days) {
      if (!day.date().isBefore(from) && !day.date().isAfter(to)) {
        free.addAll(Collections.nCopies(day.places() - day.reports().size(), day));
      }
    }
    Collections.shuffle(free, random);
    for (int i = 0; i < count; i++) {
      free.get(i).reports().add(reports.removeLast());
    }
  }

  private void placeAnywhere(List<Draft> reports) {
    place(reports, reports.size(), LocalDate.MIN, LocalDate.MAX);
  }
}
