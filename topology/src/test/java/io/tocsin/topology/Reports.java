package io.tocsin.topology;

import io.tocsin.schemas.report.AdverseEventReport;
import io.tocsin.schemas.report.DrugRole;
import io.tocsin.schemas.report.Patient;
import io.tocsin.schemas.report.Reaction;
import io.tocsin.schemas.report.ReportSource;
import io.tocsin.schemas.report.ReportStatus;
import io.tocsin.schemas.report.ReportedDrug;
import io.tocsin.schemas.report.Seriousness;
import io.tocsin.schemas.report.Sex;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds reports for stories. Every method gives a new builder. */
record Reports(
    String id,
    int version,
    ReportStatus status,
    LocalDate received,
    boolean hospitalized,
    Patient patient,
    List<ReportedDrug> drugs,
    List<Reaction> reactions) {

  static Reports report(String id) {
    return new Reports(
        id,
        1,
        ReportStatus.ACTIVE,
        LocalDate.of(1999, 7, 15),
        false,
        Patient.UNKNOWN,
        List.of(),
        List.of());
  }

  Reports version(int other) {
    return new Reports(id, other, status, received, hospitalized, patient, drugs, reactions);
  }

  Reports received(LocalDate day) {
    return new Reports(id, version, status, day, hospitalized, patient, drugs, reactions);
  }

  Reports hospitalization() {
    return new Reports(id, version, status, received, true, patient, drugs, reactions);
  }

  Reports patient(Sex sex, double ageYears) {
    Patient other = new Patient(sex, ageYears, null);
    return new Reports(id, version, status, received, hospitalized, other, drugs, reactions);
  }

  Reports suspect(String... names) {
    return withDrugs(DrugRole.PRIMARY_SUSPECT, names);
  }

  Reports suspectTaken(
      String name,
      @Nullable LocalDate start,
      @Nullable Boolean dechallenge,
      @Nullable Boolean rechallenge) {
    ReportedDrug drug =
        new ReportedDrug(
            name,
            DrugRole.PRIMARY_SUSPECT,
            null,
            dechallenge,
            rechallenge,
            start,
            null,
            null,
            null,
            null);
    List<ReportedDrug> all = new ArrayList<>(drugs);
    all.add(drug);
    return new Reports(id, version, status, received, hospitalized, patient, all, reactions);
  }

  Reports reactionOn(LocalDate onset, String term) {
    List<Reaction> all = new ArrayList<>(reactions);
    all.add(new Reaction(term, null, onset, null));
    return new Reports(id, version, status, received, hospitalized, patient, drugs, all);
  }

  Reports concomitant(String... names) {
    return withDrugs(DrugRole.CONCOMITANT, names);
  }

  private Reports withDrugs(DrugRole role, String... names) {
    List<ReportedDrug> all = new ArrayList<>(drugs);
    Arrays.stream(names).map(name -> ReportedDrug.of(name, role)).forEach(all::add);
    return new Reports(id, version, status, received, hospitalized, patient, all, reactions);
  }

  Reports reaction(String... terms) {
    List<Reaction> all = new ArrayList<>(reactions);
    Arrays.stream(terms).map(Reaction::of).forEach(all::add);
    return new Reports(id, version, status, received, hospitalized, patient, drugs, all);
  }

  Reports nullified() {
    return new Reports(
        id, version, ReportStatus.NULLIFIED, received, false, patient, List.of(), List.of());
  }

  AdverseEventReport build() {
    return new AdverseEventReport(
        id,
        version,
        status,
        ReportSource.VAERS,
        received,
        null,
        "US",
        null,
        patient,
        new Seriousness(false, false, hospitalized, false, false, false),
        drugs,
        reactions,
        null,
        List.of());
  }
}
