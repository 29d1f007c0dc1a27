package io.tocsin.scoring.causality;

import io.tocsin.schemas.report.AdverseEventReport;
import io.tocsin.schemas.report.Reaction;
import io.tocsin.schemas.report.ReportedDrug;
import io.tocsin.schemas.signal.ClinicalFacts;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What one report says of one drug and one event that bears on causality. The outcome of the
 * reaction is not among it: neither scale asks for it, and whether it abated with the drug is its
 * own field.
 *
 * @param dechallenge whether the event abated when the drug was stopped; absent when not tried
 * @param rechallenge whether the event came back with the drug; absent when not tried
 * @param onsetLatencyDays from the start of the drug to the onset of the event, in days, 0 on the
 *     day of the start, negative when the event came first; absent when either date is
 * @param otherDrugs drugs of the report, other than this one, that are counted as suspected
 */
public record CaseFacts(
    @Nullable Boolean dechallenge,
    @Nullable Boolean rechallenge,
    @Nullable Integer onsetLatencyDays,
    int otherDrugs) {

  /**
   * The facts of a drug and a reaction of a report. A reaction without a date of its own began on
   * the report's event date.
   */
  public static CaseFacts of(
      AdverseEventReport report, ReportedDrug drug, Reaction reaction, int otherDrugs) {
    LocalDate onset = reaction.onsetDate() != null ? reaction.onsetDate() : report.eventDate();
    return new CaseFacts(
        drug.dechallenge(), drug.rechallenge(), days(drug.startDate(), onset), otherDrugs);
  }

  /** The facts that another detector read from a case. */
  public static CaseFacts of(ClinicalFacts clinical) {
    Long days = clinical.onsetLatencyDays();
    return new CaseFacts(
        clinical.dechallenge(),
        clinical.rechallenge(),
        days == null ? null : (Integer) Math.toIntExact(days),
        Math.toIntExact(clinical.otherDrugs()));
  }

  private static @Nullable Integer days(@Nullable LocalDate start, @Nullable LocalDate onset) {
    return start == null || onset == null
        ? null
        : (Integer) Math.toIntExact(ChronoUnit.DAYS.between(start, onset));
  }

  /** Whether there is anything to assess: a challenge or a time relation. */
  boolean assessable() {
    return dechallenge != null || rechallenge != null || onsetLatencyDays != null;
  }

  /** Whether the event followed the drug, and the dates say so. */
  boolean followed() {
    return onsetLatencyDays != null && onsetLatencyDays >= 0;
  }

  /** Whether the event was there before the drug, and the dates say so. */
  boolean preceded() {
    return onsetLatencyDays != null && onsetLatencyDays < 0;
  }

  boolean abated() {
    return dechallenge != null && dechallenge;
  }

  boolean persisted() {
    return dechallenge != null && !dechallenge;
  }

  boolean cameBack() {
    return rechallenge != null && rechallenge;
  }

  boolean stayedAway() {
    return rechallenge != null && !rechallenge;
  }

  boolean soleSuspect() {
    return otherDrugs == 0;
  }
}
