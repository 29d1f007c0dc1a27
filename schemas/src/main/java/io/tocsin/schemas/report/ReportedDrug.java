package io.tocsin.schemas.report;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One drug of a report.
 *
 * @param name as reported; counting uses {@link Names#normalize}
 * @param dechallenge whether the reaction abated when the drug was stopped; absent when not tried
 * @param rechallenge whether the reaction came back with the drug; absent when not tried
 */
public record ReportedDrug(
    String name,
    DrugRole role,
    @Nullable String indication,
    @Nullable Boolean dechallenge,
    @Nullable Boolean rechallenge,
    @Nullable LocalDate startDate,
    @Nullable LocalDate endDate,
    @Nullable String dose,
    @Nullable String route,
    @Nullable String lot) {

  /** A drug of which only name and role are known. */
  public static ReportedDrug of(String name, DrugRole role) {
    return new ReportedDrug(name, role, null, null, null, null, null, null, null, null);
  }
}
