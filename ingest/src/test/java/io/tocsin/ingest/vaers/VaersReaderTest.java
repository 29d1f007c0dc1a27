package io.tocsin.ingest.vaers;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.ingest.FeedSummary;
import io.tocsin.ingest.Remark;
import io.tocsin.ingest.ReportFeed;
import io.tocsin.ingest.SkipReason;
import io.tocsin.schemas.report.AdverseEventReport;
import io.tocsin.schemas.report.DrugRole;
import io.tocsin.schemas.report.Reaction;
import io.tocsin.schemas.report.ReportSource;
import io.tocsin.schemas.report.ReportStatus;
import io.tocsin.schemas.report.ReportedDrug;
import io.tocsin.schemas.report.Seriousness;
import io.tocsin.schemas.report.Sex;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VaersReaderTest {
  private static final String DATA =
      "VAERS_ID,RECVDATE,STATE,AGE_YRS,CAGE_YR,CAGE_MO,SEX,RPT_DATE,SYMPTOM_TEXT,DIED,L_THREAT,"
          + "ER_VISIT,HOSPITAL,X_STAY,DISABLE,VAX_DATE,ONSET_DATE,BIRTH_DEFECT\n";
  private static final String VAX =
      "VAERS_ID,VAX_TYPE,VAX_MANU,VAX_LOT,VAX_DOSE_SERIES,VAX_ROUTE,VAX_SITE,VAX_NAME\n";
  private static final String SYMPTOMS =
      "VAERS_ID,SYMPTOM1,SYMPTOMVERSION1,SYMPTOM2,SYMPTOMVERSION2,SYMPTOM3,SYMPTOMVERSION3,"
          + "SYMPTOM4,SYMPTOMVERSION4,SYMPTOM5,SYMPTOMVERSION5\n";
  private static final String RABIES = ",RAB,ACME,,1,IM,LA,RABIES (IMOVAX)\n";
  private static final String FEVER = ",Pyrexia,8.10,,,,,,,,\n";

  @TempDir Path directory;

  @Test
  void aReportIsJoinedFromItsThreeFiles() throws IOException {
    write(
        "1999",
        DATA
            + "0105935,01/02/1999,OR,0.5,0,.5,F,12/28/1998,"
            + "\"fever, then \"\"worse\"\"\nnext day\",,Y,Y,,Y,,11/23/1998,12/01/1998,\n",
        VAX
            + "0105935,DTAP,ACME,7K81936,2,IM,LL,\"DTAP, \"\"NEW\"\" (TRIPEDIA)\"\n"
            + "0105935,HEP,ACME,UNK,UNK,,,HEP B (ENGERIX-B)\n",
        SYMPTOMS
            + "0105935,Anorexia,8.10,Asthenia,8.10,Diarrhoea,8.10,Nausea,8.10,Pain,8.10\n"
            + "0105935,Pyrexia,8.10,,,,,,,,\n");

    AdverseEventReport report = read(directory).getFirst();

    assertThat(report.reportId()).isEqualTo("0105935");
    assertThat(report.version()).isEqualTo(1);
    assertThat(report.status()).isEqualTo(ReportStatus.ACTIVE);
    assertThat(report.source()).isEqualTo(ReportSource.VAERS);
    assertThat(report.receiptDate()).isEqualTo("1999-01-02");
    assertThat(report.eventDate()).isEqualTo("1998-12-01");
    assertThat(report.country()).isEqualTo("US");
    assertThat(report.patient().sex()).isEqualTo(Sex.FEMALE);
    assertThat(report.patient().ageYears()).isEqualTo(0.5);
    assertThat(report.seriousness())
        .isEqualTo(new Seriousness(false, true, true, false, false, false));
    assertThat(report.narrative()).isEqualTo("fever, then \"worse\"\nnext day");
    LocalDate given = LocalDate.of(1998, 11, 23);
    assertThat(report.drugs())
        .containsExactly(
            new ReportedDrug(
                "DTAP, \"NEW\" (TRIPEDIA)",
                DrugRole.PRIMARY_SUSPECT,
                null,
                null,
                null,
                given,
                null,
                "2",
                "IM",
                "7K81936"),
            new ReportedDrug(
                "HEP B (ENGERIX-B)",
                DrugRole.SECONDARY_SUSPECT,
                null,
                null,
                null,
                given,
                null,
                null,
                null,
                null));
    assertThat(report.reactions())
        .extracting(Reaction::term)
        .containsExactly("Anorexia", "Asthenia", "Diarrhoea", "Nausea", "Pain", "Pyrexia");
    assertThat(report.reactions()).extracting(Reaction::termVersion).containsOnly("8.10");
  }

  @Test
  void reportsComeInTheOrderOfTheirReceiptAcrossFilesAndYears() throws IOException {
    year("1999", "0000003,01/05/1999", "0000004,01/04/1999", "0000005,01/05/1999");
    year("1998", "0000001,12/31/1998", "0000002,02/01/1998");
    year("NonDomestic", "0000006,01/04/1999", "0000007,06/01/1998");

    assertThat(read(directory))
        .extracting(AdverseEventReport::reportId)
        .containsExactly(
            "0000002", "0000007", "0000001", "0000004", "0000006", "0000003", "0000005");
  }

  @Test
  void filesWhoseRowsDoNotAlignAreJoinedAsAWhole() throws IOException {
    write(
        "NonDomestic",
        DATA + data("0000001,01/04/1999") + data("0000002,01/05/1999"),
        VAX + "0000002,OPV,ACME,,,,,POLIO VIRUS\n" + "0000001" + RABIES,
        SYMPTOMS
            + "0000002,Chills,8.10,,,,,,,,\n"
            + "0000001,Pain,8.10,,,,,,,,\n"
            + "0000002,Rash,8.10,,,,,,,,\n");

    List<AdverseEventReport> reports = read(directory);

    assertThat(terms(reports.getFirst())).containsExactly("Pain");
    assertThat(terms(reports.getLast())).containsExactly("Chills", "Rash");
    assertThat(reports.getLast().drugs())
        .extracting(ReportedDrug::name)
        .containsExactly("POLIO VIRUS");
  }

  @Test
  void zipArchivesDirectoriesAndSingleFilesReadAlike() throws IOException {
    year("1998", "0000001,02/01/1998");
    List<AdverseEventReport> fromDirectory = read(directory);
    Path[] files = files();
    Path downloads = directory.resolve("download");
    Path archive = downloads.resolve("1998VAERSData.zip");
    Files.createDirectory(downloads);
    zip(archive, files);

    assertThat(read(archive)).isEqualTo(fromDirectory);
    assertThat(read(files)).isEqualTo(fromDirectory);
    assertThat(read(downloads)).isEqualTo(fromDirectory);
  }

  @Test
  void aYearGivenTwiceIsReadOnce() throws IOException {
    year("1998", "0000001,02/01/1998");
    zip(directory.resolve("1998VAERSData.zip"), files());

    FeedSummary summary = summary(directory);

    assertThat(summary.accepted()).isEqualTo(1);
    assertThat(summary.skipped()).isEqualTo(Map.of(SkipReason.REPEATED_ID, 1L));
  }

  @Test
  void whatCannotBeUsedIsSkippedAndCountedWithItsReason() throws IOException {
    write(
        "1998",
        DATA
            + data("0000001,02/01/1998")
            + data("0000001,02/01/1998")
            + data("0000002,")
            + data("0000003,1998-02-01")
            + data("0000004,02/30/1998")
            + data("ABC,02/01/1998")
            + data(",02/01/1998")
            + data("0000005,02/01/1998")
            + data("0000006,02/01/1998")
            + data("0000007,02/01/1998")
            + "0000008,02/01/1998\n",
        VAX
            + vax("0000001")
            + vax("0000002")
            + "0000005,UNK,ACME,,,,,\n"
            + vax("0000006")
            + vax("0000007"),
        SYMPTOMS
            + "0000001"
            + FEVER
            + "0000005"
            + FEVER
            + "0000006,,,,,,,,,,\n"
            + IntStream.rangeClosed(1, 201)
                .mapToObj(i -> "0000007,Term " + i + ",8.10,,,,,,,,\n")
                .collect(joining()));

    FeedSummary summary = summary(directory);

    assertThat(summary.read()).isEqualTo(11);
    assertThat(summary.accepted()).isEqualTo(1);
    assertThat(summary.skipped())
        .isEqualTo(
            Map.of(
                SkipReason.REPEATED_ID, 1L,
                SkipReason.INVALID_RECEIPT_DATE, 3L,
                SkipReason.INVALID_ID, 2L,
                SkipReason.NO_DRUGS, 1L,
                SkipReason.NO_REACTIONS, 1L,
                SkipReason.TOO_MANY_REACTIONS, 1L,
                SkipReason.BROKEN_ROW, 1L));
    assertThat(summary.remarks())
        .containsEntry(Remark.NAMELESS_DRUG, 1L)
        .containsEntry(Remark.DRUGS_WITHOUT_REPORT, 1L);
    assertThat(summary.line())
        .contains("11 reports read, 1 accepted, 10 skipped", "no usable receipt date 3");
  }

  @Test
  void aReportOfMoreThanAHundredVaccinesIsSkipped() throws IOException {
    write(
        "1998",
        DATA + data("0000001,02/01/1998"),
        VAX
            + IntStream.rangeClosed(1, 101)
                .mapToObj(i -> "0000001,X,ACME,,,,,VACCINE " + i + "\n")
                .collect(joining()),
        SYMPTOMS + "0000001" + FEVER);

    assertThat(summary(directory).skipped()).isEqualTo(Map.of(SkipReason.TOO_MANY_DRUGS, 1L));
  }

  @Test
  void theSameVaccineOrSymptomTwiceIsOneOfEach() throws IOException {
    write(
        "1998",
        DATA + data("0000001,02/01/1998"),
        VAX
            + "0000001,RAB,ACME,L1,1,IM,LA,RABIES (IMOVAX)\n"
            + "0000001,RAB,ACME,L2,2,IM,RA,Rabies  (Imovax)\n"
            + "0000001,HEP,ACME,,,,,HEP A (HAVRIX)\n",
        SYMPTOMS
            + "0000001,Pain,8.10,Chills,8.10,PAIN,9.0,,,,\n"
            + "0000001,Chills,8.10,,,,,,,,\n");

    AdverseEventReport report = read(directory).getFirst();

    assertThat(report.drugs())
        .extracting(ReportedDrug::name)
        .containsExactly("RABIES (IMOVAX)", "HEP A (HAVRIX)");
    assertThat(report.drugs().getFirst().lot()).isEqualTo("L1");
    assertThat(report.drugs().getLast().role()).isEqualTo(DrugRole.SECONDARY_SUSPECT);
    assertThat(terms(report)).containsExactly("Pain", "Chills");
    assertThat(summary(directory).remarks())
        .isEqualTo(Map.of(Remark.MERGED_DRUG, 1L, Remark.MERGED_REACTION, 2L));
  }

  @Test
  void rowsWithoutAReportAreCountedAndChangeNothing() throws IOException {
    write(
        "1998",
        DATA + data("0000001,02/01/1998"),
        VAX + vax("0000001") + vax("0000002") + "no number" + RABIES + "0000001,too,short\n",
        SYMPTOMS + "0000001" + FEVER + "0000003" + FEVER);

    FeedSummary summary = summary(directory);

    assertThat(summary.accepted()).isEqualTo(1);
    assertThat(summary.remarks())
        .isEqualTo(
            Map.of(
                Remark.DRUGS_WITHOUT_REPORT, 1L,
                Remark.REACTIONS_WITHOUT_REPORT, 1L,
                Remark.BROKEN_ROW, 2L));
  }

  @Test
  void aVisitToTheEmergencyRoomAloneIsNotSerious() throws IOException {
    write(
        "1998",
        DATA
            + "0000001,02/01/1998,CA,,,,U,,,,,Y,,,,,,\n"
            + "0000002,02/02/1998,CA,,,,U,,,Y,,,Y,,Y,,,Y\n",
        VAX + vax("0000001") + vax("0000002"),
        SYMPTOMS + "0000001" + FEVER + "0000002" + FEVER);

    List<AdverseEventReport> reports = read(directory);

    assertThat(reports.getFirst().seriousness()).isEqualTo(Seriousness.NONE);
    assertThat(reports.getFirst().patient().sex()).isNull();
    assertThat(reports.getLast().seriousness())
        .isEqualTo(new Seriousness(true, false, true, true, true, false));
  }

  @Test
  void anAgeIsTheReportedOneElseTheCalculatedOne() throws IOException {
    write(
        "1998",
        DATA
            + "0000001,02/01/1998,CA,12,11,,F,,,,,,,,,,,\n"
            + "0000002,02/02/1998,CA,,1,.3,F,,,,,,,,,,,\n"
            + "0000003,02/03/1998,CA,,,,F,,,,,,,,,,,\n"
            + "0000004,02/04/1998,CA,199,,,F,,,,,,,,,,,\n"
            + "0000005,02/05/1998,CA,two,,,F,,,,,,,,,,,\n",
        VAX + IntStream.rangeClosed(1, 5).mapToObj(i -> vax("000000" + i)).collect(joining()),
        SYMPTOMS
            + IntStream.rangeClosed(1, 5).mapToObj(i -> "000000" + i + FEVER).collect(joining()));

    assertThat(read(directory))
        .extracting(report -> report.patient().ageYears())
        .containsExactly(12.0, 1.3, null, null, null);
    assertThat(summary(directory).remarks()).isEqualTo(Map.of(Remark.IMPLAUSIBLE_AGE, 2L));
  }

  @Test
  void datesThatCannotBeRightAreLeftOut() throws IOException {
    write(
        "1998",
        DATA
            + "0000001,02/01/1998,CA,,,,F,,,,,,,,,02/02/1998,13/01/1997,\n"
            + "0000002,02/02/1998,CA,,,,F,,,,,,,,,02/02/1998,,\n",
        VAX + vax("0000001") + vax("0000002"),
        SYMPTOMS + "0000001" + FEVER + "0000002" + FEVER);

    List<AdverseEventReport> reports = read(directory);

    assertThat(reports.getFirst().eventDate()).isNull();
    assertThat(reports.getFirst().drugs().getFirst().startDate()).isNull();
    assertThat(reports.getLast().drugs().getFirst().startDate()).isEqualTo("1998-02-02");
    assertThat(summary(directory).remarks())
        .isEqualTo(Map.of(Remark.DATE_AFTER_RECEIPT, 1L, Remark.UNREADABLE_DATE, 1L));
  }

  @Test
  void onlyAStateMeansTheUnitedStates() throws IOException {
    write(
        "NonDomestic",
        DATA
            + "0000001,02/01/1998,FR,,,,F,,,,,,,,,,,\n"
            + "0000002,02/02/1998,,,,,F,,,,,,,,,,,\n"
            + "0000003,02/03/1998,PR,,,,F,,,,,,,,,,,\n",
        VAX + vax("0000001") + vax("0000002") + vax("0000003"),
        SYMPTOMS + "0000001" + FEVER + "0000002" + FEVER + "0000003" + FEVER);

    assertThat(read(directory))
        .extracting(AdverseEventReport::country)
        .containsExactly(null, null, "US");
  }

  @Test
  void narrativesAreReadAsWindowsLatinAndCutAtTheirBound() throws IOException {
    String longText = "é".repeat(40_000);
    write(
        "1998",
        DATA
            + "0000001,02/01/1998,CA,,,,F,,“naïve” – 38.5°,,,,,,,,,\n"
            + "0000002,02/02/1998,CA,,,,F,,"
            + longText
            + ",,,,,,,,,\n",
        VAX + vax("0000001") + vax("0000002"),
        SYMPTOMS + "0000001" + FEVER + "0000002" + FEVER);

    List<AdverseEventReport> reports = read(directory);

    assertThat(reports.getFirst().narrative()).isEqualTo("“naïve” – 38.5°");
    assertThat(reports.getLast().narrative()).isEqualTo("é".repeat(32_768));
    assertThat(summary(directory).remarks()).isEqualTo(Map.of(Remark.SHORTENED_NARRATIVE, 1L));
  }

  @Test
  void progressIsToldEveryTenThousandReports() throws IOException {
    year(
        "1998",
        IntStream.rangeClosed(1, 20_001)
            .mapToObj(i -> String.format("%07d,02/01/1998", i))
            .toArray(String[]::new));
    List<Long> told = new ArrayList<>();

    try (ReportFeed feed =
        VaersReader.open(List.of(directory), summary -> told.add(summary.read()))) {
      assertThat(feed.size()).isEqualTo(20_001);
    }

    assertThat(told).containsExactly(10_000L, 20_000L);
  }

  @Test
  void aMissingFileIsNamed() throws IOException {
    year("1998", "0000001,02/01/1998");
    Files.delete(directory.resolve("1998VAERSVAX.csv"));

    assertThatThrownBy(() -> read(directory))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("1998VAERSVAX.csv is missing beside");
  }

  @Test
  void aPathWithoutAReleaseIsNamedWithWhatWasExpected() {
    assertThatThrownBy(() -> read(directory))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("holds no files of a VAERS release")
        .hasMessageContaining("1998VAERSDATA.csv");
    assertThatThrownBy(() -> read(directory.resolve("absent")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("absent does not exist");
  }

  @Test
  void aDamagedArchiveIsNamed() throws IOException {
    Path archive = Files.writeString(directory.resolve("1998VAERSData.zip"), "not an archive");

    assertThatThrownBy(() -> read(archive))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("1998VAERSData.zip cannot be opened as a zip archive");
  }

  @Test
  void aMissingColumnIsNamed() throws IOException {
    write("1998", "VAERS_ID,RECVDATE\n", VAX, SYMPTOMS);

    assertThatThrownBy(() -> read(directory))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("1998VAERSDATA.csv has no column STATE");
  }

  @Test
  void aQuoteThatIsNeverClosedIsReportedWithItsFile() throws IOException {
    write(
        "1998",
        DATA + "0000001,02/01/1998,CA,,,,F,,\"open" + ",".repeat(9) + "\n",
        VAX + vax("0000001"),
        SYMPTOMS + "0000001" + FEVER);

    assertThatThrownBy(() -> read(directory))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("1998VAERSDATA.csv is not readable as CSV");
  }

  private void year(String name, String... idsAndDates) throws IOException {
    StringBuilder data = new StringBuilder(DATA);
    StringBuilder vax = new StringBuilder(VAX);
    StringBuilder symptoms = new StringBuilder(SYMPTOMS);
    for (String idAndDate : idsAndDates) {
      String id = idAndDate.substring(0, idAndDate.indexOf(','));
      data.append(data(idAndDate));
      vax.append(vax(id));
      symptoms.append(id).append(FEVER);
    }
    write(name, data.toString(), vax.toString(), symptoms.toString());
  }

  private static String data(String idAndDate) {
    return idAndDate + ",CA,30,30,,F,,,,,,,,,,,\n";
  }

  private static String vax(String id) {
    return id + RABIES;
  }

  private void write(String year, String data, String vax, String symptoms) throws IOException {
    Charset encoding = Charset.forName("windows-1252");
    Files.writeString(directory.resolve(year + "VAERSDATA.csv"), data, encoding);
    Files.writeString(directory.resolve(year + "VAERSVAX.csv"), vax, encoding);
    Files.writeString(directory.resolve(year + "VAERSSYMPTOMS.csv"), symptoms, encoding);
  }

  private void zip(Path archive, Path... files) throws IOException {
    try (ZipOutputStream output =
        new ZipOutputStream(Files.newOutputStream(archive), StandardCharsets.UTF_8)) {
      for (Path file : files) {
        output.putNextEntry(new ZipEntry(directory.relativize(file).toString()));
        Files.copy(file, output);
      }
    }
  }

  private Path[] files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toArray(Path[]::new);
    }
  }

  private static List<String> terms(AdverseEventReport report) {
    return report.reactions().stream().map(Reaction::term).toList();
  }

  private static List<AdverseEventReport> read(Path... paths) throws IOException {
    List<AdverseEventReport> reports = new ArrayList<>();
    try (ReportFeed feed = VaersReader.open(List.of(paths), summary -> {})) {
      feed.forEachRemaining(reports::add);
    }
    return reports;
  }

  private static FeedSummary summary(Path... paths) throws IOException {
    try (ReportFeed feed = VaersReader.open(List.of(paths), summary -> {})) {
      return feed.summary();
    }
  }
}
