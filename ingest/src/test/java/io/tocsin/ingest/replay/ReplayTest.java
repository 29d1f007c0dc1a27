package io.tocsin.ingest.replay;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.tocsin.ingest.FeedSummary;
import io.tocsin.ingest.Recount;
import io.tocsin.ingest.RotaShieldTimeline;
import io.tocsin.schemas.report.AdverseEventReport;
import io.tocsin.schemas.report.DrugRole;
import io.tocsin.schemas.report.Names;
import io.tocsin.schemas.report.ReportSource;
import io.tocsin.schemas.report.ReportedDrug;
import io.tocsin.schemas.report.Sex;
import io.tocsin.schemas.signal.Pair;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ReplayTest {
  private static final int MANY_REPORTS = 100;

  private final List<AdverseEventReport> reports = new ArrayList<>();
  private final Recount recount = new Recount();
  private final FeedSummary summary;

  ReplayTest() {
    try (Replay replay = Replay.open()) {
      summary = replay.summary();
      replay.forEachRemaining(reports::add);
    }
    reports.forEach(recount::add);
  }

  @Test
  void everyVaccineAndEventMeetAsOftenAsInVaers() throws IOException {
    Map<Pair, Integer> known =
        table("vaccine-event-counts.csv").stream()
            .collect(
                toMap(
                    row ->
                        new Pair(
                            Names.normalize(row.getField("VAX_NAME")),
                            Names.normalize(row.getField("PT"))),
                    row -> number(row, "reports")));

    assertThat(known).hasSize(10_746);
    assertThat(recount.pairs()).isEqualTo(known);
  }

  @Test
  void everyVaccineAndEveryEventHasItsReports() throws IOException {
    assertThat(recount.reports()).isEqualTo(22_072);
    assertThat(recount.drugs()).isEqualTo(margins("vaccines.csv", "VAX_NAME"));
    assertThat(recount.events()).isEqualTo(margins("events.csv", "PT"));
  }

  @Test
  void everyDayBringsAsManyReportsAsWereReceived() throws IOException {
    Map<String, Long> known =
        table("reports-per-day.csv").stream()
            .collect(toMap(row -> row.getField("dt"), row -> (long) number(row, "reports")));

    assertThat(reports.stream().collect(groupingBy(r -> r.receiptDate().toString(), counting())))
        .isEqualTo(known);
    assertThat(reports).isSortedAccordingTo(Comparator.comparing(AdverseEventReport::receiptDate));
  }

  @Test
  void intussusceptionAfterRotaShieldFollowsItsTimeline() throws IOException {
    List<RotaShieldTimeline> known =
        RotaShieldTimeline.known("/io/tocsin/ingest/replay/rotashield-timeline-1998-1999.csv");

    assertThat(known).hasSize(26);
    assertThat(RotaShieldTimeline.counted(reports.iterator(), known)).isEqualTo(known);
  }

  @Test
  void noReportCanBeTakenForARealOne() {
    assertThat(reports)
        .allSatisfy(
            report -> {
              assertThat(report.reportId())
                  .matches("SYN-" + report.receiptDate().getYear() + "-\\d{6}");
              assertThat(report.narrative()).isNull();
              assertThat(report.source()).isEqualTo(ReportSource.VAERS);
            });
    assertThat(reports).extracting(AdverseEventReport::reportId).doesNotHaveDuplicates();
    assertThat(summary.line())
        .contains("22072 reports read, 22072 accepted")
        .contains("the individual reports are synthetic");
  }

  @Test
  void everyReportKeepsTheContract() {
    assertThat(reports)
        .allSatisfy(
            report -> {
              assertThat(report.drugs()).isNotEmpty();
              assertThat(report.drugs()).extracting(ReportedDrug::name).doesNotHaveDuplicates();
              assertThat(report.drugs().stream().map(ReportedDrug::role))
                  .startsWith(DrugRole.PRIMARY_SUSPECT);
              assertThat(
                      report.drugs().stream()
                          .filter(drug -> drug.role() == DrugRole.PRIMARY_SUSPECT))
                  .hasSize(1);
              assertThat(report.reactions()).isNotEmpty().doesNotHaveDuplicates();
            });
  }

  @Test
  void theReplayIsTheSameEveryTime() {
    List<AdverseEventReport> again = new ArrayList<>();
    try (Replay replay = Replay.open()) {
      replay.forEachRemaining(again::add);
    }
    assertThat(again).isEqualTo(reports);
  }

  @Test
  void knownCombinationsOfVaccinesAreGivenToAtLeastAsManyReportsAsTheyHave() throws IOException {
    Map<String, Long> made =
        reports.stream()
            .collect(
                groupingBy(
                    report ->
                        report.drugs().stream()
                            .map(ReportedDrug::name)
                            .sorted()
                            .collect(Collectors.joining("|")),
                    counting()));
    assertThat(table("vaccine-combinations.csv"))
        .allSatisfy(
            row ->
                assertThat(made.get(row.getField("vaccines")))
                    .isGreaterThanOrEqualTo(number(row, "reports")));
  }

  @Test
  void reportsHaveAboutAsManyVaccinesAndEventsAsInVaers() throws IOException {
    assertThat(moved("vaccines-per-report.csv", report -> report.drugs().size())).isLessThan(0.005);
    assertThat(moved("events-per-report.csv", report -> report.reactions().size()))
        .isLessThan(0.02);
  }

  @Test
  void sexAgeAndSeriousnessKeepTheirSharesAmongTheReportsOfAVaccine() throws IOException {
    for (NamedCsvRecord row : table("vaccines.csv")) {
      if (number(row, "reports") >= MANY_REPORTS) {
        List<AdverseEventReport> own = reportsOf(row.getField("VAX_NAME"));
        assertShare(row, own, "female", report -> report.patient().sex() == Sex.FEMALE);
        assertShare(row, own, "unknown_sex", report -> report.patient().sex() == null);
        assertShare(row, own, "age_missing", report -> report.patient().ageYears() == null);
        assertShare(row, own, "death", report -> report.seriousness().death());
        assertShare(row, own, "life_threatening", report -> report.seriousness().lifeThreatening());
        assertShare(row, own, "hospitalization", report -> report.seriousness().hospitalization());
        assertShare(row, own, "disability", report -> report.seriousness().disability());
      }
    }
  }

  private List<AdverseEventReport> reportsOf(String vaccine) {
    return reports.stream()
        .filter(report -> report.drugs().stream().anyMatch(drug -> drug.name().equals(vaccine)))
        .toList();
  }

  private static void assertShare(
      NamedCsvRecord row,
      List<AdverseEventReport> reports,
      String property,
      Predicate<AdverseEventReport> has) {
    assertThat((double) reports.stream().filter(has).count() / reports.size())
        .as("%s of %s", property, row.getField("VAX_NAME"))
        .isCloseTo(Double.parseDouble(row.getField(property)), within(0.01));
  }

  /** The share of reports that would have to change their number to give the known histogram. */
  private double moved(String table, Function<AdverseEventReport, Integer> number)
      throws IOException {
    Map<Integer, Integer> difference = new TreeMap<>();
    for (NamedCsvRecord row : table(table)) {
      difference.merge(number(row, ""), number(row, "reports"), Integer::sum);
    }
    reports.forEach(report -> difference.merge(number.apply(report), -1, Integer::sum));
    return difference.values().stream().mapToInt(Math::abs).sum() / 2.0 / reports.size();
  }

  private static Map<String, Integer> margins(String table, String name) throws IOException {
    return table(table).stream()
        .collect(toMap(row -> Names.normalize(row.getField(name)), row -> number(row, "reports")));
  }

  private static int number(NamedCsvRecord row, String column) {
    return Integer.parseInt(row.getField(column));
  }

  private static List<NamedCsvRecord> table(String name) throws IOException {
    List<NamedCsvRecord> rows = new ArrayList<>();
    try (InputStream input = ReplayTest.class.getResourceAsStream(name);
        CsvReader<NamedCsvRecord> table =
            CsvReader.builder().ofNamedCsvRecord(input, StandardCharsets.UTF_8)) {
      table.forEach(rows::add);
    }
    return rows;
  }
}
