package io.tocsin.ingest.vaers;

import io.tocsin.ingest.FeedSummary;
import io.tocsin.ingest.FeedTally;
import io.tocsin.ingest.ReceiptDateOrder;
import io.tocsin.ingest.Remark;
import io.tocsin.ingest.ReportFeed;
import io.tocsin.ingest.SkipReason;
import io.tocsin.schemas.report.AdverseEventReport;
import io.tocsin.schemas.report.DrugRole;
import io.tocsin.schemas.report.Reaction;
import io.tocsin.schemas.report.ReportReader;
import io.tocsin.schemas.report.ReportSource;
import io.tocsin.schemas.report.ReportStatus;
import io.tocsin.schemas.report.ReportedDrug;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the public VAERS release as it is downloaded from vaers.hhs.gov: per year, and for the
 * reports from abroad (NonDomestic), the files DATA, VAX and SYMPTOMS.
 *
 * <p>Each report is version 1; its id is the report number as it stands in DATA, zeros included.
 * The first vaccine of a report is its primary suspect, further ones are secondary suspects.
 *
 * <p>Memory: one year at a time, VAX and SYMPTOMS are held by report number, with repeated texts
 * held once, and DATA is streamed past them; the joined reports, narratives included, go to a
 * temporary file (about as large as DATA) from which they are read back in receipt-date order. No
 * order of rows is assumed.
 */
public final class VaersReader {
  private static final int PROGRESS_EVERY = 10_000;

  private final FeedTally tally;
  private final Consumer<FeedSummary> progress;
  private final ReceiptDateOrder order;
  private final BitSet accepted = new BitSet();

  private VaersReader(FeedTally tally, Consumer<FeedSummary> progress, ReceiptDateOrder order) {
    this.tally = tally;
    this.progress = progress;
    this.order = order;
  }

  /**
   * Reads a release and returns its reports in receipt-date order.
   *
   * @param paths zip archives, directories or single files, of one year or many
   * @param progress told the counts so far after every 10 000 reports
   * @throws IOException when a path does not exist or holds no release, a file is missing or lacks
   *     a column, or reading fails; the message says which and what to do
   */
  public static ReportFeed open(List<Path> paths, Consumer<FeedSummary> progress)
      throws IOException {
    String names =
        paths.stream()
            .map(path -> String.valueOf(path.getFileName()))
            .collect(Collectors.joining(", "));
    FeedTally tally = new FeedTally("VAERS " + names);
    try (VaersRelease release = VaersRelease.open(paths)) {
      ReceiptDateOrder order = new ReceiptDateOrder();
      try {
        VaersReader reader = new VaersReader(tally, progress, order);
        for (VaersRelease.Part part : release.parts()) {
          reader.read(part);
        }
        return order.feed(tally.summary());
      } catch (IOException | RuntimeException e) {
        order.close();
        throw e;
      }
    }
  }

  private void read(VaersRelease.Part part) throws IOException {
    RowsByReport<Vaccine> vaccines =
        RowsByReport.read(part.vax(), Vaccine.COLUMNS, new Vaccine.Parser(tally)::parse, tally);
    RowsByReport<Symptom> symptoms =
        RowsByReport.read(part.symptoms(), Symptom.COLUMNS, new Symptom.Parser()::parse, tally);
    try (CsvTable table = new CsvTable(part.data(), DataRow.COLUMNS)) {
      while (table.hasNext()) {
        take(table.next(), vaccines, symptoms);
        if (tally.read() % PROGRESS_EVERY == 0) {
          progress.accept(tally.summary());
        }
      }
    }
    tally.remark(Remark.DRUGS_WITHOUT_REPORT, vaccines.left());
    tally.remark(Remark.REACTIONS_WITHOUT_REPORT, symptoms.left());
  }

  private void take(
      @Nullable CsvRow fields, RowsByReport<Vaccine> vaccines, RowsByReport<Symptom> symptoms) {
    if (fields == null) {
      tally.skip(SkipReason.BROKEN_ROW);
      return;
    }
    DataRow row = new DataRow(fields, tally);
    int id = VaersId.parse(row.id());
    LocalDate receiptDate = row.receiptDate();
    if (id == VaersId.NONE) {
      tally.skip(SkipReason.INVALID_ID);
    } else if (accepted.get(id)) {
      tally.skip(SkipReason.REPEATED_ID);
    } else if (receiptDate == null) {
      tally.skip(SkipReason.INVALID_RECEIPT_DATE);
    } else {
      List<Vaccine> given = distinct(vaccines.take(id));
      List<Reaction> reactions = distinctReactions(symptoms.take(id));
      SkipReason unusable = unusable(given, reactions);
      if (unusable != null) {
        tally.skip(unusable);
        return;
      }
      order.add(report(row, receiptDate, given, reactions));
      accepted.set(id);
      tally.accept();
    }
  }

  private static @Nullable SkipReason unusable(List<Vaccine> vaccines, List<Reaction> reactions) {
    if (vaccines.isEmpty()) {
      return SkipReason.NO_DRUGS;
    }
    if (reactions.isEmpty()) {
      return SkipReason.NO_REACTIONS;
    }
    if (vaccines.size() > ReportReader.MAX_DRUGS) {
      return SkipReason.TOO_MANY_DRUGS;
    }
    return reactions.size() > ReportReader.MAX_REACTIONS ? SkipReason.TOO_MANY_REACTIONS : null;
  }

  private static AdverseEventReport report(
      DataRow row, LocalDate receiptDate, List<Vaccine> vaccines, List<Reaction> reactions) {
    LocalDate vaccination = row.vaccinationDate(receiptDate);
    List<ReportedDrug> drugs = new ArrayList<>();
    for (Vaccine vaccine : vaccines) {
      DrugRole role = drugs.isEmpty() ? DrugRole.PRIMARY_SUSPECT : DrugRole.SECONDARY_SUSPECT;
      drugs.add(
          new ReportedDrug(
              vaccine.name(),
              role,
              null,
              null,
              null,
              vaccination,
              null,
              vaccine.dose(),
              vaccine.route(),
              vaccine.lot()));
    }
    return new AdverseEventReport(
        row.id(),
        1,
        ReportStatus.ACTIVE,
        ReportSource.VAERS,
        receiptDate,
        row.onsetDate(receiptDate),
        row.country(),
        null,
        row.patient(),
        row.seriousness(),
        drugs,
        reactions,
        row.narrative(),
        List.of());
  }

  private List<Vaccine> distinct(List<Vaccine> vaccines) {
    Set<String> keys = new HashSet<>();
    List<Vaccine> distinct = vaccines.stream().filter(vaccine -> keys.add(vaccine.key())).toList();
    tally.remark(Remark.MERGED_DRUG, vaccines.size() - distinct.size());
    return distinct;
  }

  private List<Reaction> distinctReactions(List<Symptom> symptoms) {
    Set<String> keys = new HashSet<>();
    List<Reaction> distinct =
        symptoms.stream()
            .filter(symptom -> keys.add(symptom.key()))
            .map(Symptom::reaction)
            .toList();
    tally.remark(Remark.MERGED_REACTION, symptoms.size() - distinct.size());
    return distinct;
  }
}
