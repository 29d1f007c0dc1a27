package io.tocsin.schemas.report;

import java.time.LocalDate;
import java.util.List;

/** Reports as they come: one that says everything, one that says the least. */
public final class ReportExamples {
  /** The day on which the examples are read. */
  public static final LocalDate TODAY = LocalDate.of(1999, 7, 15);

  private ReportExamples() {}

  /** Every field is there. */
  public static AdverseEventReport full() {
    return new AdverseEventReport(
        "0123456",
        3,
        ReportStatus.ACTIVE,
        ReportSource.VAERS,
        LocalDate.of(1999, 7, 15),
        LocalDate.of(1999, 7, 1),
        "US",
        "physician",
        new Patient(Sex.FEMALE, 0.25, 6.4),
        new Seriousness(false, true, true, false, false, true),
        List.of(
            new ReportedDrug(
                "RotaShield",
                DrugRole.PRIMARY_SUSPECT,
                "prophylaxis",
                true,
                false,
                LocalDate.of(1999, 6, 28),
                LocalDate.of(1999, 6, 29),
                "1 dose",
                "oral",
                "L 42/7"),
            ReportedDrug.of("DTaP", DrugRole.CONCOMITANT)),
        List.of(
            new Reaction("Intussusception", "2.1", LocalDate.of(1999, 7, 1), "recovered"),
            Reaction.of("Fièvre 😀")),
        "Three days after the first dose: \"bloody stool\",\nsurgery.",
        List.of("0123455"));
  }

  /** Only what must be there. */
  public static AdverseEventReport minimal() {
    return new AdverseEventReport(
        "1",
        1,
        ReportStatus.ACTIVE,
        ReportSource.OTHER,
        LocalDate.of(1998, 1, 1),
        null,
        null,
        null,
        Patient.UNKNOWN,
        Seriousness.NONE,
        List.of(ReportedDrug.of("ASPIRIN", DrugRole.PRIMARY_SUSPECT)),
        List.of(Reaction.of("RASH")),
        null,
        List.of());
  }

  /** A report that its sender took back. */
  public static AdverseEventReport nullified() {
    AdverseEventReport report = minimal();
    return new AdverseEventReport(
        report.reportId(),
        2,
        ReportStatus.NULLIFIED,
        report.source(),
        report.receiptDate(),
        null,
        null,
        null,
        report.patient(),
        report.seriousness(),
        List.of(),
        List.of(),
        null,
        List.of());
  }
}
