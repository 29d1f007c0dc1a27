package io.tocsin.batch.counting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.batch.ReportRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReportFileTest {
  private static final List<String> HEADER = List.of("id", "drug", "event", "sex");

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2", "3, 3", "4, 5"})
  void distinctPairsOfDistinctReportsAreCountedAsByHand(long seed, int threads) throws Exception {
    List<ReportRows> rows = ReportRows.generated(seed, 40_000);

    assertThat(pairsByContent(count(rows, threads))).isEqualTo(recount(rows));
  }

  @Test
  void whereTheRowsOfAReportStandMakesNoDifference() throws Exception {
    List<ReportRows> rows = ReportRows.generated(7, 40_000);
    CountedReports inOrder = count(rows, 2);
    CountedReports shuffled = count(ReportRows.shuffled(rows, 8), 3);

    assertThat(pairsByContent(shuffled)).isEqualTo(pairsByContent(inOrder));
    assertThat(shuffled.drugs()).isEqualTo(inOrder.drugs());
    assertThat(shuffled.events()).isEqualTo(inOrder.events());
    assertThat(shuffled.tally()).isEqualTo(inOrder.tally());
    assertThat(shuffled.reports()).isEqualTo(inOrder.reports());
  }

  @Test
  void aRowThatIsRepeatedCountsOnce() throws Exception {
    ReportRows row = new ReportRows("1", "A", "X", "Female");

    CountedReports reports =
        count(List.of(row, new ReportRows("2", "A", "X", "Male"), row, row), 1);

    assertThat(reports.reports()).isEqualTo(2);
    assertThat(reports.pairs()).isEqualTo(1);
    assertThat(reports.tally()).isEqualTo(new FileTally(4, 2, 0));
  }

  @Test
  void namesAreNumberedInTheirOrder() throws Exception {
    CountedReports reports =
        count(
            List.of(
                new ReportRows("1", "B", "Y", ""),
                new ReportRows("1", "A", "Z", ""),
                new ReportRows("2", "A", "X", "")),
            1);

    assertThat(reports.drugs()).containsExactly("A", "B");
    assertThat(reports.events()).containsExactly("X", "Y", "Z");
    assertThat(reports.drugOf(0)).isZero();
    assertThat(reports.eventOf(0)).isZero();
    assertThat(reports.drugOf(2)).isEqualTo(1);
  }

  @Test
  void theFirstRowOfAReportDecidesItsStratum() throws Exception {
    List<ReportRows> rows = new ArrayList<>();
    rows.add(new ReportRows("changing", "A", "X", "Male"));
    for (int i = 0; i < 100_000; i++) {
      rows.add(new ReportRows("R" + i, "A", "Y", "Female"));
    }
    rows.add(new ReportRows("changing", "A", "Z", "Female"));

    CountedReports reports = count(rows, 3);

    assertThat(reports.tally().reportsInManyStrata()).isEqualTo(1);
    assertThat(reports.strata()).isEqualTo(2);
    long male = 0;
    for (int report = 0; report < reports.reports(); report++) {
      male += reports.stratumOf(report) == 1 ? 1 : 0;
    }
    assertThat(male).isEqualTo(1);
  }

  @Test
  void aFileWithoutRowsHasNoReports() throws Exception {
    CountedReports reports = count(List.of(), 2);

    assertThat(reports.reports()).isZero();
    assertThat(reports.pairs()).isZero();
  }

  @Test
  void columnsAreGuessedByTheirUsualNamesOrTakenAsNamed() {
    assertThat(
            ReportColumns.find(
                List.of("id", "var1", "var2", "strat1"), null, null, null, List.of("STRAT1")))
        .isEqualTo(new ReportColumns(0, 1, 2, List.of(3)));
    assertThat(ReportColumns.find(List.of("PT", "x", "CaseID"), null, "X", null, List.of()))
        .isEqualTo(new ReportColumns(2, 1, 0, List.of()));
  }

  @Test
  void aColumnThatIsNotThereIsNamedWithThoseThatAre() {
    assertThatThrownBy(() -> ReportColumns.find(HEADER, null, "medicine", null, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "no column of the file is the drug: it has id, drug, event, sex, looked for medicine");
  }

  private static CountedReports count(List<ReportRows> rows, int threads)
      throws IOException, InterruptedException {
    return ReportRows.counted(rows, threads, List.of("sex"));
  }

  /** How many reports have exactly a certain stratum and set of pairs. */
  private static Map<String, Long> pairsByContent(CountedReports reports) {
    Map<String, Long> content = new TreeMap<>();
    for (int report = 0; report < reports.reports(); report++) {
      Set<String> pairs = new TreeSet<>();
      for (int at = reports.firstPair(report); at < reports.endOfPairs(report); at++) {
        int pair = reports.pairAt(at);
        String drug = reports.drugs().get(reports.drugOf(pair));
        assertThat(pairs.add(drug + '|' + reports.events().get(reports.eventOf(pair)))).isTrue();
      }
      content.merge(reports.stratumOf(report) + pairs.toString(), 1L, Long::sum);
    }
    return content;
  }

  private static Map<String, Long> recount(List<ReportRows> rows) {
    List<String> sexes = rows.stream().map(ReportRows::sex).distinct().sorted().toList();
    Map<String, Set<String>> pairs = new HashMap<>();
    Map<String, String> strata = new HashMap<>();
    for (ReportRows row : rows) {
      pairs.computeIfAbsent(row.id(), id -> new TreeSet<>()).add(row.drug() + '|' + row.event());
      strata.putIfAbsent(row.id(), row.sex());
    }
    return pairs.entrySet().stream()
        .map(
            report ->
                sexes.indexOf(strata.getOrDefault(report.getKey(), ""))
                    + report.getValue().toString())
        .collect(Collectors.groupingBy(content -> content, TreeMap::new, Collectors.counting()));
  }
}
