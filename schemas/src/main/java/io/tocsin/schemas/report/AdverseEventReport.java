package io.tocsin.schemas.report;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One version of one individual case safety report, as published to {@code adverse-event-reports}
 * under the key {@code reportId}.
 *
 * @param version 1 for the initial report, higher for each follow-up
 * @param receiptDate when the authority or company first received this version
 * @param country ISO 3166-1 alpha-2
 * @param reporter qualification of the reporter, free text
 * @param drugs 1 to 100, distinct by normalised name
 * @param reactions 1 to 200, distinct by normalised term
 * @param narrative free text of at most 64 KiB; never logged
 */
public record AdverseEventReport(
    String reportId,
    int version,
    ReportStatus status,
    ReportSource source,
    LocalDate receiptDate,
    @Nullable LocalDate eventDate,
    @Nullable String country,
    @Nullable String reporter,
    Patient patient,
    Seriousness seriousness,
    List<ReportedDrug> drugs,
    List<Reaction> reactions,
    @Nullable String narrative,
    List<String> linkedReportIds) {

  /** Keeps the lists as they are given, unchangeable. */
  public AdverseEventReport {
    drugs = List.copyOf(drugs);
    reactions = List.copyOf(reactions);
    linkedReportIds = List.copyOf(linkedReportIds);
  }
}
