package io.tocsin.batch.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.tocsin.batch.counting.CountedReports;
import io.tocsin.batch.counting.ReportColumns;
import io.tocsin.batch.counting.ReportFile;
import io.tocsin.batch.csv.FlatFile;
import io.tocsin.batch.csv.RowReader;
import io.tocsin.schemas.model.FitMethod;
import io.tocsin.scoring.Prior;
import io.tocsin.scoring.ScoringConfig;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Against what openEBGM and pvda give for the same file: {@code mvn -Preal-data
 * -Dreal.data=DIRECTORY verify}.
 */
@Tag("real-data")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RealCaersTest {
  private static final int PAIRS = 17_189;

  /** As openEBGM fitted them to squashed counts. */
  private static final Prior CRUDE =
      new Prior(
          "openEBGM",
          3.25379432444818,
          0.399888779225832,
          2.02613090448081,
          1.90808199309739,
          0.0653456663258347);

  /** The maximum of the likelihood of the counts themselves. */
  private static final Prior NOT_SQUASHED =
      new Prior(
          "maximum", 3.25595995907, 0.399989417857, 2.023753326, 1.90613510101, 0.0653075444143);

  private static final Prior STRATIFIED =
      new Prior(
          "openEBGM-stratified",
          24.3133532479111,
          2.33726673529072,
          3.51382878574116,
          2.91402085997469,
          0.0318307015334719);

  private final CountedReports reports;
  private final Analysis given;
  private final Map<String, Integer> places;

  RealCaersTest() throws IOException, InterruptedException {
    reports = count();
    given = analysis(CRUDE);
    places = places(given);
  }

  private Analysis analysis(Prior prior) {
    return Analysis.of(
        reports,
        new AnalysisOptions(Margins.REPORTS, prior, STRATIFIED, 0.05, 0, ScoringConfig.DEFAULTS));
  }

  private static Map<String, Integer> places(Analysis analysis) {
    Map<String, Integer> places = new HashMap<>();
    for (int place = 0; place < analysis.pairs().size(); place++) {
      places.put(name(analysis, place), place);
    }
    return places;
  }

  private static String name(Analysis analysis, int place) {
    return analysis.pairs().drug(place) + '|' + analysis.pairs().event(place);
  }

  @Test
  void theFileHoldsTheKnownReportsAndPairs() {
    assertThat(reports.tally().rows()).isEqualTo(20_156);
    assertThat(reports.reports()).isEqualTo(3_356);
    assertThat(reports.pairs()).isEqualTo(PAIRS);
    assertThat(places).hasSize(PAIRS);
  }

  @Test
  void countsPrrRorAndIcAreThoseOfPvda() throws IOException {
    int compared = 0;
    for (NamedCsvRecord known : table("caers-disproportionality.csv.gz")) {
      int place = place(known, "drug", "event");
      var table = given.pairs().table(place);
      assertThat(table.n11()).isEqualTo(Long.parseLong(known.getField("obs")));
      assertThat(table.drugMargin()).isEqualTo(Long.parseLong(known.getField("n_drug")));
      assertThat(table.eventMargin()).isEqualTo(Long.parseLong(known.getField("n_event")));
      assertThat(table.total()).isEqualTo(Long.parseLong(known.getField("n_tot")));
      assertEqual(known, "exp_rrr", Column.EXPECTED, place);
      assertEqual(known, "exp_prr", Column.EXPECTED_PRR, place);
      assertEqual(known, "exp_ror", Column.EXPECTED_ROR, place);
      assertEqual(known, "ic", Column.IC, place);
      assertEqual(known, "ic2.5", Column.IC025, place);
      assertEqual(known, "ic97.5", Column.IC975, place);
      assertEqual(known, "prr", Column.PRR, place);
      assertEqual(known, "prr2.5", Column.PRR_LOWER, place);
      assertEqual(known, "prr97.5", Column.PRR_UPPER, place);
      assertEqual(known, "ror", Column.ROR, place);
      assertEqual(known, "ror2.5", Column.ROR_LOWER, place);
      assertEqual(known, "ror97.5", Column.ROR_UPPER, place);
      compared++;
    }
    assertThat(compared).isEqualTo(PAIRS);
  }

  @Test
  void ebgmAndItsQuantilesAreThoseOfOpenEbgm() throws IOException {
    int compared = 0;
    for (NamedCsvRecord known : table("caers-mgps-unstrat.csv.gz")) {
      int place = place(known, "var1", "var2");
      assertEqual(known, "E", Column.EXPECTED, place);
      assertEqual(known, "RR", Column.RR, place);
      assertEqual(known, "EBGM", Column.EBGM, place);
      assertQuantile(known, "QUANT_05", Column.EB05, place);
      assertQuantile(known, "QUANT_95", Column.EB95, place);
      compared++;
    }
    assertThat(compared).isEqualTo(PAIRS);
  }

  @Test
  void adjustedForSexTheyAreThoseOfOpenEbgmToo() throws IOException {
    int compared = 0;
    for (NamedCsvRecord known : table("caers-mgps-strat.csv.gz")) {
      int place = place(known, "var1", "var2");
      assertEqual(known, "E", Column.EXPECTED_STRATIFIED, place);
      assertEqual(known, "RR", Column.RR_STRATIFIED, place);
      assertEqual(known, "EBGM", Column.EBGM_STRATIFIED, place);
      assertQuantile(known, "QUANT_05", Column.EB05_STRATIFIED, place);
      assertQuantile(known, "QUANT_95", Column.EB95_STRATIFIED, place);
      compared++;
    }
    assertThat(compared).isEqualTo(PAIRS);
  }

  @Test
  void ourOwnThetaReachesTheKnownLikelihoodAndGivesTheSameScores() {
    Analysis fitted = Analysis.of(reports, AnalysisOptions.DEFAULTS);

    assertThat(fitted.fit().method()).isEqualTo(FitMethod.TRUNCATED);
    assertThat(fitted.fit().logLikelihood()).isCloseTo(-4162.45571038, within(1e-6));
    assertThat(Objects.requireNonNull(fitted.stratifiedFit()).logLikelihood())
        .isCloseTo(-4025.85972513, within(1e-6));
    assertWithinStandardErrors(fitted.fit().prior(), CRUDE, 2.2877, 0.1439, 0.4514, 0.4328, 0.0358);
    assertWithinStandardErrors(
        fitted.stratifiedFit().prior(), STRATIFIED, 29.638, 2.755, 0.6433, 0.4583, 0.0054);
    assertScores(fitted, given, 1e-3, 1.5e-3);
    assertScores(fitted, analysis(NOT_SQUASHED), 1e-5, 1e-5);
  }

  /** The quantile of little reported pairs depends most on how θ was fitted. */
  private static void assertScores(
      Analysis ours, Analysis known, double tolerance, double toleranceOfEb05) {
    Map<String, Integer> knownPlaces = places(known);
    for (int place = 0; place < PAIRS; place++) {
      int knownPlace = Objects.requireNonNull(knownPlaces.get(name(ours, place)));
      for (Column column : List.of(Column.EBGM, Column.EB05, Column.EB95)) {
        double score = known.pairs().value(column, knownPlace);
        double relative = column == Column.EB05 ? toleranceOfEb05 : tolerance;
        assertThat(ours.pairs().value(column, place)).isCloseTo(score, within(relative * score));
      }
    }
  }

  private static void assertWithinStandardErrors(Prior fitted, Prior known, double... errors) {
    assertThat(fitted.alpha1()).isCloseTo(known.alpha1(), within(errors[0]));
    assertThat(fitted.beta1()).isCloseTo(known.beta1(), within(errors[1]));
    assertThat(fitted.alpha2()).isCloseTo(known.alpha2(), within(errors[2]));
    assertThat(fitted.beta2()).isCloseTo(known.beta2(), within(errors[3]));
    assertThat(fitted.p()).isCloseTo(known.p(), within(errors[4]));
  }

  /** Relative to 1e-9 beyond the twelve digits that the file has behind the point. */
  private void assertEqual(NamedCsvRecord known, String field, Column column, int place) {
    Double value = finite(known.getField(field));
    double ours = given.pairs().value(column, place);
    if (value == null) {
      assertThat(ours).as("%s of %s", field, known).isNaN();
    } else {
      double tolerance = Math.max(1e-9 * Math.abs(value), 1e-12);
      assertThat(ours).as("%s of %s", field, known).isCloseTo(value, within(tolerance));
    }
  }

  private void assertQuantile(NamedCsvRecord known, String field, Column column, int place) {
    double value = Double.parseDouble(known.getField(field));
    double tolerance = Math.max(2e-9 * value, 1e-9);
    assertThat(given.pairs().value(column, place))
        .as("%s of %s", field, known)
        .isCloseTo(value, within(tolerance));
  }

  private static @Nullable Double finite(String text) {
    return text.equals("NA") || text.equals("Inf") ? null : (Double) Double.parseDouble(text);
  }

  private int place(NamedCsvRecord known, String drug, String event) {
    return Objects.requireNonNull(
        places.get(known.getField(drug) + '|' + known.getField(event)), known::toString);
  }

  private static CountedReports count() throws IOException, InterruptedException {
    try (RowReader rows =
        new RowReader(
            FlatFile.open(file("caers-reports.csv.gz").toString()),
            ',',
            bad -> {
              throw new AssertionError(bad);
            })) {
      ReportColumns columns =
          ReportColumns.find(rows.header(), null, null, null, List.of("strat1"));
      return ReportFile.count(rows, columns, 2);
    }
  }

  private static List<NamedCsvRecord> table(String name) throws IOException {
    try (Reader reader =
            new InputStreamReader(FlatFile.open(file(name).toString()), StandardCharsets.UTF_8);
        var records = CsvReader.builder().ofNamedCsvRecord(reader)) {
      return records.stream().toList();
    }
  }

  private static Path file(String name) {
    String directory =
        Objects.requireNonNull(
            System.getProperty("real.data"), "give the directory as -Dreal.data=DIRECTORY");
    return Path.of(directory, "golden-with-names", name);
  }
}
