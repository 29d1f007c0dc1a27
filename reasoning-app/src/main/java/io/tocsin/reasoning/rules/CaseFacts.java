package io.tocsin.reasoning.rules;

import io.tocsin.schemas.signal.AssessedCases;
import io.tocsin.schemas.signal.CaseSummary;
import io.tocsin.schemas.signal.CausalityCategory;
import io.tocsin.schemas.signal.CausalityMeasures;
import io.tocsin.schemas.signal.OnsetLatency;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the case facts of a pair's reports say together. Counts of reports never stand in for them.
 *
 * @param onsetKnown reports in which the event followed the start of the drug, and the dates say so
 * @param onsetWithinMonth of them, those with at most 30 days between
 * @param assessed reports whose causality was assessed
 * @param unlikely of them, those assessed as unlikely, as all are whose event came first
 * @param dechallenged reports in which the event abated when the drug was stopped
 * @param rechallenged reports in which it came back with the drug
 * @param soleSuspect assessed reports that suspect no other drug
 */
record CaseFacts(
    long onsetKnown,
    long onsetWithinMonth,
    long assessed,
    long unlikely,
    long dechallenged,
    long rechallenged,
    long soleSuspect) {

  static CaseFacts of(CaseSummary cases) {
    OnsetLatency onset = cases.onsetLatency();
    return new CaseFacts(
        onset == null ? 0 : withinMonth(onset) + onset.within90Days() + onset.later(),
        onset == null ? 0 : withinMonth(onset),
        count(cases, _ -> true),
        count(cases, each -> each.category() == CausalityCategory.UNLIKELY),
        count(cases, AssessedCases::dechallenged),
        count(cases, AssessedCases::rechallenged),
        count(cases, AssessedCases::withoutAlternative));
  }

  private static long withinMonth(OnsetLatency onset) {
    return onset.within1Day() + onset.within7Days() + onset.within30Days();
  }

  private static long count(CaseSummary cases, Predicate<AssessedCases> kind) {
    return cases.assessed().stream().filter(kind).mapToLong(AssessedCases::reports).sum();
  }

  static void write(FactSheet sheet, CaseSummary cases, @Nullable CausalityMeasures causality) {
    CaseFacts facts = of(cases);
    OnsetLatency onset = cases.onsetLatency();
    if (onset != null) {
      facts.onsets(sheet, onset);
    }
    if (facts.assessed > 0) {
      facts.assessments(sheet);
    }
    if (causality != null) {
      byCategory(sheet, causality);
    }
  }

  private void onsets(FactSheet sheet, OnsetLatency onset) {
    sheet.number(FactIds.ONSET_DAY_1, "reports with onset on day 0 or 1", onset.within1Day());
    sheet.number(FactIds.ONSET_DAY_7, "reports with onset on day 2 to 7", onset.within7Days());
    sheet.number(FactIds.ONSET_DAY_30, "reports with onset on day 8 to 30", onset.within30Days());
    sheet.number(FactIds.ONSET_DAY_90, "reports with onset on day 31 to 90", onset.within90Days());
    sheet.number(FactIds.ONSET_LATER, "reports with a later onset", onset.later());
    sheet.number(
        FactIds.ONSET_KNOWN,
        "reports in which the event followed the start of the drug, by their dates",
        onsetKnown);
    sheet.number(FactIds.ONSET_MONTH, "of them within 30 days", onsetWithinMonth);
  }

  private void assessments(FactSheet sheet) {
    sheet.number(FactIds.ASSESSED, "reports whose causality was assessed", assessed);
    sheet.number(FactIds.UNLIKELY, "of them assessed as unlikely", unlikely);
    sheet.number(
        FactIds.DECHALLENGED, "reports in which the event abated without the drug", dechallenged);
    sheet.number(
        FactIds.RECHALLENGED, "reports in which the event came back with the drug", rechallenged);
    sheet.number(FactIds.SOLE_SUSPECT, "assessed reports that suspect no other drug", soleSuspect);
  }

  private static void byCategory(FactSheet sheet, CausalityMeasures causality) {
    sheet.number(
        FactIds.CAUSALITY_SCORE, "causality score of the strongest case", causality.score());
    causality.byCategory().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            entry ->
                sheet.number(
                    FactIds.category(entry.getKey()),
                    "reports assessed as %s (WHO-UMC)".formatted(Words.of(entry.getKey())),
                    entry.getValue()));
    causality.byNaranjoClass().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            entry ->
                sheet.number(
                    FactIds.naranjo(entry.getKey()),
                    "reports assessed as %s (Naranjo)".formatted(Words.of(entry.getKey())),
                    entry.getValue()));
  }
}
