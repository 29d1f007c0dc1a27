package io.tocsin.ingest.replay;

import io.tocsin.ingest.FeedSummary;
import io.tocsin.ingest.ReportFeed;
import io.tocsin.schemas.report.AdverseEventReport;
import io.tocsin.schemas.report.DrugRole;
import io.tocsin.schemas.report.Reaction;
import io.tocsin.schemas.report.ReportSource;
import io.tocsin.schemas.report.ReportStatus;
import io.tocsin.schemas.report.ReportedDrug;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;

/**
 * The built-in replay: synthetic reports for 1998 and 1999, made anew at every start and always the
 * same, without a download.
 *
 * <p>No individual report is real, and none has a narrative. What is real are the counts, taken
 * from the public VAERS release: reports of every vaccine, of every event and of every pair of
 * them, reports per day, and RotaShield with intussusception on every date of their timeline. The
 * numbers of vaccines and events per report, sexes, ages and seriousness come close. Which vaccines
 * a report names together with which events is invented beyond that.
 */
public final class Replay implements ReportFeed {
  /** What must be said wherever these reports are shown. */
  public static final String NOTICE =
      "built-in replay (the individual reports are synthetic; only their counts are those of VAERS"
          + " 1998-1999)";

  private static final long SEED = 1999;

  private final Aggregates known;
  private final List<Draft> reports = new ArrayList<>();
  private final List<LocalDate> dates = new ArrayList<>();
  private final Patients patients;
  private int next;
  private int numberInYear;

  private Replay(Aggregates known, Random random) {
    this.known = known;
    for (ReceiptDates.Day day : ReceiptDates.of(known, drafts(known, random), random)) {
      reports.addAll(day.reports());
      dates.addAll(Collections.nCopies(day.reports().size(), day.date()));
    }
    patients = new Patients(reports, known.vaccines(), random);
  }

  /** Makes the reports and returns them in receipt-date order. */
  public static Replay open() {
    return new Replay(Aggregates.load(), new Random(SEED));
  }

  private static List<Draft> drafts(Aggregates known, Random random) {
    Allotment allotment = Allotment.of(known, random);
    Map<Combination, Map<Integer, Integer>> events = allotment.byCombination();
    List<Combination> combinations = allotment.combinations();
    List<int[]> sizes = EventsPerReport.of(combinations, known.eventsPerReport(), random);
    List<Draft> drafts = new ArrayList<>();
    for (Combination combination : combinations) {
      for (BitSet own :
          Packing.of(
              events.getOrDefault(combination, Map.of()),
              sizes.get(combination.number()),
              random)) {
        drafts.add(new Draft(combination.vaccines(), own));
      }
    }
    return drafts;
  }

  @Override
  public boolean hasNext() {
    return next < reports.size();
  }

  @Override
  public AdverseEventReport next() {
    if (!hasNext()) {
      throw new NoSuchElementException("all " + reports.size() + " reports have been read");
    }
    LocalDate date = dates.get(next);
    boolean newYear = next == 0 || dates.get(next - 1).getYear() != date.getYear();
    numberInYear = newYear ? 1 : numberInYear + 1;
    Draft draft = reports.get(next);
    AdverseEventReport report =
        new AdverseEventReport(
            String.format(Locale.ROOT, "SYN-%d-%06d", date.getYear(), numberInYear),
            1,
            ReportStatus.ACTIVE,
            ReportSource.VAERS,
            date,
            null,
            "US",
            null,
            patients.patient(next),
            patients.seriousness(next),
            drugs(draft),
            reactions(draft),
            null,
            List.of());
    next++;
    return report;
  }

  private List<ReportedDrug> drugs(Draft draft) {
    List<ReportedDrug> drugs = new ArrayList<>();
    for (int vaccine : draft.vaccines()) {
      drugs.add(
          ReportedDrug.of(
              known.vaccines().get(vaccine).name(),
              drugs.isEmpty() ? DrugRole.PRIMARY_SUSPECT : DrugRole.SECONDARY_SUSPECT));
    }
    return drugs;
  }

  private List<Reaction> reactions(Draft draft) {
    return draft.events().stream()
        .mapToObj(event -> Reaction.of(known.events().get(event).term()))
        .toList();
  }

  @Override
  public long size() {
    return reports.size();
  }

  @Override
  public FeedSummary summary() {
    return new FeedSummary(NOTICE, size(), size(), Map.of(), Map.of());
  }

  /** Releases nothing: the reports are in memory. */
  @Override
  public void close() {}
}
