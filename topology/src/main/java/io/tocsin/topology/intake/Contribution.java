package io.tocsin.topology.intake;

import io.tocsin.schemas.report.AdverseEventReport;
import io.tocsin.schemas.report.DrugRole;
import io.tocsin.schemas.report.Names;
import io.tocsin.schemas.report.ReportSource;
import io.tocsin.schemas.report.ReportedDrug;
import io.tocsin.schemas.report.Seriousness;
import io.tocsin.scoring.strata.Strata;
import io.tocsin.scoring.strata.Stratum;
import io.tocsin.topology.state.BinaryReader;
import io.tocsin.topology.state.BinaryWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What one report adds to the counts: one to N, to each of its events, to each of its counted drugs
 * and to each pair of them; to each also in the stratum of its patient. A follow-up takes back
 * exactly this.
 *
 * <p>Binary form: receipt day, seriousness bits, source and above it a bit for findings, patient
 * group, drugs, events, and the findings if there are any.
 *
 * @param receiptDay receipt date in days since 1970-01-01
 * @param patientGroup sex and age band, see {@link Stratum#group}
 * @param drugs normalised names of the drugs in a counted role, distinct
 * @param events normalised preferred terms, distinct
 * @param findings what its case facts say of each drug and event
 */
public record Contribution(
    int receiptDay,
    SeriousnessBits seriousness,
    ReportSource source,
    int patientGroup,
    List<String> drugs,
    List<String> events,
    CaseFindings findings) {

  private static final int FINDINGS = 0x80;

  static Contribution of(AdverseEventReport report, Set<DrugRole> countedRoles) {
    List<ReportedDrug> counted = new ArrayList<>(report.drugs().size());
    List<String> drugs = new ArrayList<>(report.drugs().size());
    for (ReportedDrug drug : report.drugs()) {
      if (countedRoles.contains(drug.role())) {
        counted.add(drug);
        drugs.add(Names.normalize(drug.name()));
      }
    }
    List<String> events = new ArrayList<>(report.reactions().size());
    for (var reaction : report.reactions()) {
      events.add(Names.normalize(reaction.term()));
    }
    return new Contribution(
        Math.toIntExact(report.receiptDate().toEpochDay()),
        SeriousnessBits.of(report.seriousness()),
        report.source(),
        Stratum.group(report.patient().sex(), report.patient().ageYears()),
        drugs,
        events,
        CaseFindings.of(report, counted));
  }

  /**
   * What it adds to some of its drugs alone.
   *
   * @param chosen their places in the list, each once
   */
  public Contribution to(int[] chosen) {
    if (chosen.length == drugs.size()) {
      return this;
    }
    List<String> some = new ArrayList<>(chosen.length);
    for (int place : chosen) {
      some.add(drugs.get(place));
    }
    return new Contribution(
        receiptDay, seriousness, source, patientGroup, some, events, findings.of(chosen));
  }

  /** The stratum it is counted in. */
  public int stratum(Strata by) {
    return Stratum.of(patientGroup, receiptDay, by);
  }

  /**
   * Appends the binary form.
   *
   * @param names appends a name
   */
  public void write(BinaryWriter out, Consumer<String> names) {
    out.writeSigned(receiptDay)
        .writeByte(seriousness.bits())
        .writeByte(SourceCodes.of(source) | (findings.isEmpty() ? 0 : FINDINGS))
        .writeByte(patientGroup)
        .writeVarint(drugs.size());
    drugs.forEach(names);
    out.writeVarint(events.size());
    events.forEach(names);
    findings.write(out);
  }

  /**
   * Reads the binary form.
   *
   * @param names reads a name
   */
  public static Contribution read(BinaryReader in, Supplier<String> names) {
    int receiptDay = in.readSignedInt();
    SeriousnessBits seriousness = new SeriousnessBits(in.readByte());
    int source = in.readByte();
    int patientGroup = in.readByte();
    List<String> drugs = readNames(in, names);
    List<String> events = readNames(in, names);
    return new Contribution(
        receiptDay,
        seriousness,
        SourceCodes.source(source & ~FINDINGS),
        patientGroup,
        drugs,
        events,
        (source & FINDINGS) == 0
            ? CaseFindings.EMPTY
            : CaseFindings.read(in, drugs.size(), events.size()));
  }

  private static List<String> readNames(BinaryReader in, Supplier<String> names) {
    int size = in.readSize();
    List<String> read = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      read.add(names.get());
    }
    return read;
  }

  /**
   * The seriousness criteria of a report, one bit each.
   *
   * @param bits 0 for a non-serious report
   */
  public record SeriousnessBits(int bits) {
    private static final int DEATH = 1;
    private static final int LIFE_THREATENING = 2;
    private static final int HOSPITALIZATION = 4;
    private static final int DISABILITY = 8;
    private static final int CONGENITAL_ANOMALY = 16;
    private static final int OTHER = 32;

    static SeriousnessBits of(Seriousness seriousness) {
      return new SeriousnessBits(
          (seriousness.death() ? DEATH : 0)
              | (seriousness.lifeThreatening() ? LIFE_THREATENING : 0)
              | (seriousness.hospitalization() ? HOSPITALIZATION : 0)
              | (seriousness.disability() ? DISABILITY : 0)
              | (seriousness.congenitalAnomaly() ? CONGENITAL_ANOMALY : 0)
              | (seriousness.otherMedicallyImportant() ? OTHER : 0));
    }

    /** Whether any criterion is met. */
    public boolean serious() {
      return bits != 0;
    }

    /** Whether the patient died. */
    public boolean death() {
      return (bits & DEATH) != 0;
    }

    /** Whether the patient's life was in danger. */
    public boolean lifeThreatening() {
      return (bits & LIFE_THREATENING) != 0;
    }

    /** Whether the patient was hospitalised, or longer so. */
    public boolean hospitalization() {
      return (bits & HOSPITALIZATION) != 0;
    }

    /** Whether the patient was left disabled. */
    public boolean disability() {
      return (bits & DISABILITY) != 0;
    }

    /** Whether a child was born with an anomaly. */
    public boolean congenitalAnomaly() {
      return (bits & CONGENITAL_ANOMALY) != 0;
    }
  }
}
