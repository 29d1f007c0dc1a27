package io.tocsin.batch.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import blue.strategic.parquet.Hydrator;
import blue.strategic.parquet.ParquetReader;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.tocsin.batch.ReportRows;
import io.tocsin.batch.output.CsvPairs;
import io.tocsin.batch.output.ParquetPairs;
import io.tocsin.schemas.model.FitMethod;
import io.tocsin.schemas.signal.ContingencyTable;
import io.tocsin.schemas.signal.Measures;
import io.tocsin.schemas.signal.RuleVerdict;
import io.tocsin.scoring.Model;
import io.tocsin.scoring.Prior;
import io.tocsin.scoring.Scorer;
import io.tocsin.scoring.ScoringConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AnalysisTest {
  @TempDir private Path directory = Path.of("");

  private static final Prior PRIOR = new Prior("given", 3.25, 0.4, 2.02, 1.9, 0.065);
  private static final List<ReportRows> ROWS = withAssociations(ReportRows.generated(11, 5_000));

  @Test
  void everyPairHasTheMeasuresAndVerdictsThatTheStreamWouldGive() throws Exception {
    AnalyzedPairs pairs = analysis(Margins.REPORTS, 0, List.of()).pairs();
    Scorer scorer = new Scorer(ScoringConfig.DEFAULTS, Model.of(PRIOR));

    assertThat(pairs.size()).isGreaterThan(1_000);
    for (int place = 0; place < pairs.size(); place++) {
      ContingencyTable table = pairs.table(place);
      Measures measures = scorer.measure(table);
      assertValue(pairs, Column.PRR_LOWER, place, measures.prr().lower());
      assertValue(pairs, Column.ROR, place, measures.ror().value());
      assertValue(pairs, Column.CHI_SQUARED, place, measures.chiSquared());
      assertValue(pairs, Column.FISHER_P, place, measures.fisherP());
      assertValue(pairs, Column.IC025, place, measures.ic().lower());
      assertValue(pairs, Column.EBGM, place, measures.ebgm().value());
      assertValue(pairs, Column.EB05, place, measures.ebgm().lower());
      assertValue(pairs, Column.EB95, place, measures.ebgm().upper());
      assertValue(pairs, Column.LLR, place, measures.logLikelihoodRatio());
      assertValue(pairs, Column.POISSON_P, place, measures.poissonP());
      assertThat(pairs.rulesMet(place))
          .isEqualTo(
              scorer.judge(table, measures).stream()
                  .filter(RuleVerdict::met)
                  .map(RuleVerdict::rule)
                  .toList());
      assertThat(pairs.onlyWithDrug(place)).isEqualTo(measures.onlyWithDrug());
      assertThat(pairs.degenerate(place)).isEqualTo(measures.degenerate());
    }
  }

  @Test
  void pairsComeByDescendingEbgm() throws Exception {
    AnalyzedPairs pairs = analysis(Margins.REPORTS, 0, List.of()).pairs();

    for (int place = 1; place < pairs.size(); place++) {
      assertThat(pairs.value(Column.EBGM, place))
          .isLessThanOrEqualTo(pairs.value(Column.EBGM, place - 1));
    }
  }

  @Test
  void significantPairsAreThoseOfBenjaminiAndHochberg() throws Exception {
    Analysis analysis = analysis(Margins.REPORTS, 0, List.of());
    AnalyzedPairs pairs = analysis.pairs();
    double[] sorted = new double[pairs.size()];
    for (int place = 0; place < sorted.length; place++) {
      sorted[place] = pairs.value(Column.POISSON_P, place);
    }
    Arrays.sort(sorted);
    int significant = 0;
    for (int rank = 1; rank <= sorted.length; rank++) {
      if (sorted[rank - 1] <= 0.05 * rank / sorted.length) {
        significant = rank;
      }
    }

    assertThat(analysis.significantPairs()).isEqualTo(significant);
    assertThat(significant).isBetween(1, sorted.length - 1);
  }

  @Test
  void marginsOfReportsCountAReportOnceMarginsOfCellsOnceForEachOfItsPairs() throws Exception {
    List<ReportRows> rows =
        List.of(
            new ReportRows("1", "A", "X", ""),
            new ReportRows("1", "A", "Y", ""),
            new ReportRows("1", "B", "X", ""),
            new ReportRows("1", "B", "Y", ""),
            new ReportRows("2", "A", "X", ""));
    var reports = ReportRows.counted(rows);

    assertThat(PairCounts.of(reports, Margins.REPORTS).table(0))
        .isEqualTo(ContingencyTable.ofMargins(2, 2, 2, 2));
    assertThat(PairCounts.of(reports, Margins.CELLS).table(0))
        .isEqualTo(ContingencyTable.ofMargins(2, 3, 3, 5));
  }

  @Test
  void withStrataTheExpectedCountIsTheSumOverThem() throws Exception {
    Analysis analysis = analysis(Margins.REPORTS, 0, List.of("sex"));
    AnalyzedPairs pairs = analysis.pairs();

    assertThat(analysis.stratifiedFit()).isNotNull();
    for (int place = 0; place < 50; place++) {
      assertThat(pairs.value(Column.EXPECTED_STRATIFIED, place))
          .isCloseTo(
              expectedBySex(pairs.drug(place), pairs.event(place)),
              within(1e-12 * pairs.value(Column.EXPECTED, place)));
    }
  }

  @Test
  void aFileFitsItsOwnPriorOrSaysThatItCannot() throws Exception {
    Analysis analysis = Analysis.of(ReportRows.counted(ROWS), AnalysisOptions.DEFAULTS);

    assertThat(analysis.fit().method()).isNotEqualTo(FitMethod.GIVEN);
    assertThat(analysis.fit().notes()).isNotEmpty();
  }

  @Test
  void aFileWithoutRowsHasNoPairs() throws Exception {
    Analysis analysis = Analysis.of(ReportRows.counted(List.of()), AnalysisOptions.DEFAULTS);

    assertThat(analysis.pairs().size()).isZero();
    assertThat(analysis.fit().method()).isEqualTo(FitMethod.LAST_GOOD);
  }

  @Test
  void maskersAreNotLookedForAmongCells() {
    assertThatThrownBy(() -> options(Margins.CELLS, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("margins of reports");
  }

  @Test
  void theFileOfPairsReadsBackDigitByDigit() throws Exception {
    AnalyzedPairs pairs = analysis(Margins.REPORTS, 3, List.of("sex")).pairs();

    List<NamedCsvRecord> lines = written(pairs);

    assertThat(lines).hasSize(pairs.size());
    for (int place = 0; place < lines.size(); place++) {
      NamedCsvRecord line = lines.get(place);
      assertThat(line.getField("drug")).isEqualTo(pairs.drug(place));
      assertThat(line.getField("event")).isEqualTo(pairs.event(place));
      assertThat(line.getField("n")).isEqualTo(Long.toString(pairs.table(place).n11()));
      assertThat(line.getField("rules")).isEqualTo(String.join(";", pairs.rulesMet(place)));
      assertThat(line.getField("masker"))
          .isEqualTo(Objects.requireNonNullElse(pairs.masker(place), ""));
      for (Column column : pairs.columns()) {
        String field = line.getField(column.header());
        double value = pairs.value(column, place);
        assertThat(field.isEmpty() ? Double.NaN : Double.parseDouble(field))
            .isEqualTo(Double.valueOf(value));
      }
    }
    assertThat(lines).anyMatch(line -> !line.getField("ic_unmasked").isEmpty());
  }

  @Test
  void theParquetFileHoldsTheSameFigures() throws Exception {
    AnalyzedPairs pairs = analysis(Margins.REPORTS, 3, List.of("sex")).pairs();
    Path file = directory.resolve("pairs.parquet");

    ParquetPairs.write(pairs, file);
    ParquetPairs.write(pairs, file);

    List<Map<String, Object>> rows = read(file);
    assertThat(rows).hasSize(pairs.size());
    for (int place = 0; place < rows.size(); place++) {
      Map<String, Object> row = rows.get(place);
      assertThat(row)
          .containsEntry("drug", pairs.drug(place))
          .containsEntry("event", pairs.event(place))
          .containsEntry("n_event", pairs.table(place).eventMargin())
          .containsEntry("significant", pairs.significant(place))
          .containsEntry("rules", String.join(";", pairs.rulesMet(place)));
      assertThat(row.get("masker")).isEqualTo(pairs.masker(place));
      for (Column column : pairs.columns()) {
        double value = pairs.value(column, place);
        assertThat(row.get(column.header())).isEqualTo(Double.isNaN(value) ? null : (Double) value);
      }
    }
  }

  private static List<Map<String, Object>> read(Path file) throws IOException {
    Hydrator<Map<String, Object>, Map<String, Object>, String[]> rows =
        new Hydrator<>() {
          @Override
          public Map<String, Object> start() {
            return new HashMap<>();
          }

          @Override
          public Map<String, Object> add(
              Map<String, Object> row, String[] path, @Nullable Object value) {
            if (value != null) {
              row.put(path[0], value);
            }
            return row;
          }

          @Override
          public Map<String, Object> finish(Map<String, Object> row) {
            return row;
          }
        };
    try (Stream<Map<String, Object>> content = ParquetReader.streamContent(file.toFile(), rows)) {
      return content.toList();
    }
  }

  private static List<ReportRows> withAssociations(List<ReportRows> rows) {
    List<ReportRows> all = new ArrayList<>(rows);
    for (int i = 0; i < 60; i++) {
      all.add(new ReportRows("A" + i, "CAUSE " + i % 3, "EFFECT " + i % 3, "Female"));
    }
    return all;
  }

  private static List<NamedCsvRecord> written(AnalyzedPairs pairs) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CsvPairs.write(pairs, out);
    try (var records = CsvReader.builder().ofNamedCsvRecord(out.toString(StandardCharsets.UTF_8))) {
      return records.stream().toList();
    }
  }

  private static Analysis analysis(Margins margins, long masking, List<String> strata)
      throws IOException, InterruptedException {
    return Analysis.of(ReportRows.counted(ROWS, 2, strata), options(margins, masking));
  }

  private static AnalysisOptions options(Margins margins, long masking) {
    return new AnalysisOptions(margins, PRIOR, PRIOR, 0.05, masking, ScoringConfig.DEFAULTS);
  }

  private static double expectedBySex(String drug, String event) {
    double expected = 0;
    for (String sex : List.of("Female", "Male", "")) {
      List<ReportRows> stratum = ROWS.stream().filter(row -> row.sex().equals(sex)).toList();
      double drugs = reports(stratum.stream().filter(row -> row.drug().equals(drug)).toList());
      double events = reports(stratum.stream().filter(row -> row.event().equals(event)).toList());
      expected += drugs * events / reports(stratum);
    }
    return expected;
  }

  private static double reports(List<ReportRows> rows) {
    return rows.stream().map(ReportRows::id).distinct().count();
  }

  private static void assertValue(
      AnalyzedPairs pairs, Column column, int place, @Nullable Double expected) {
    assertThat(pairs.value(column, place))
        .as(column.header())
        .isEqualTo(Objects.requireNonNullElse(expected, Double.NaN));
  }
}
