package io.tocsin.local.recount;

import io.tocsin.schemas.report.AdverseEventReport;
import io.tocsin.schemas.report.DrugRole;
import io.tocsin.schemas.report.Names;
import io.tocsin.schemas.report.Reaction;
import io.tocsin.schemas.report.ReportSource;
import io.tocsin.schemas.report.ReportStatus;
import io.tocsin.schemas.report.ReportedDrug;
import io.tocsin.schemas.report.Seriousness;
import io.tocsin.scoring.causality.CaseFacts;
import io.tocsin.scoring.strata.Strata;
import io.tocsin.scoring.strata.Stratum;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What of one version of a report is counted.
 *
 * @param patientGroup sex and age band
 * @param drugs normalised names of those in a counted role
 * @param events normalised terms
 * @param facts for each drug, and in it for each event; empty when no drug has any
 */
record PlainReport(
    int version,
    boolean nullified,
    LocalDate receiptDate,
    Seriousness seriousness,
    ReportSource source,
    int patientGroup,
    List<String> drugs,
    List<String> events,
    List<CaseFacts> facts) {

  /**
   * @param names may replace a name by an equal one
   */
  static PlainReport of(
      AdverseEventReport report, Set<DrugRole> countedRoles, UnaryOperator<String> names) {
    List<ReportedDrug> counted =
        report.drugs().stream().filter(drug -> countedRoles.contains(drug.role())).toList();
    return new PlainReport(
        report.version(),
        report.status() == ReportStatus.NULLIFIED,
        report.receiptDate(),
        report.seriousness(),
        report.source(),
        Stratum.group(report.patient().sex(), report.patient().ageYears()),
        counted.stream().map(drug -> names.apply(Names.normalize(drug.name()))).toList(),
        report.reactions().stream().map(each -> names.apply(Names.normalize(each.term()))).toList(),
        facts(report, counted));
  }

  private static List<CaseFacts> facts(AdverseEventReport report, List<ReportedDrug> counted) {
    boolean any =
        counted.stream()
            .anyMatch(
                drug ->
                    drug.startDate() != null
                        || drug.dechallenge() != null
                        || drug.rechallenge() != null);
    List<CaseFacts> facts = new ArrayList<>();
    if (any) {
      for (ReportedDrug drug : counted) {
        for (Reaction reaction : report.reactions()) {
          facts.add(CaseFacts.of(report, drug, reaction, counted.size() - 1));
        }
      }
    }
    return facts;
  }

  boolean isAfter(@Nullable PlainReport other) {
    return other == null
        || version > other.version
        || (version == other.version && nullified && !other.nullified);
  }

  int stratum(Strata by) {
    return Stratum.of(patientGroup, Math.toIntExact(receiptDate.toEpochDay()), by);
  }
}
