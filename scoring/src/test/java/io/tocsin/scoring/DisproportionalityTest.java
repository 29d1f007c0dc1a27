package io.tocsin.scoring;

import static io.tocsin.scoring.Close.assertClose;
import static io.tocsin.scoring.Close.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.schemas.signal.ContingencyTable;
import io.tocsin.schemas.signal.Estimate;
import java.util.List;
import java.util.Random;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DisproportionalityTest {
  private static final double TOLERANCE = 1e-9;

  @Test
  void prrRorAndIcEqualTheReferenceOnEveryPair() {
    List<Golden.Row> rows = Golden.table("disproportionality.csv.gz");
    assertThat(rows).hasSize(2531);
    for (Golden.Row row : rows) {
      ContingencyTable table =
          ContingencyTable.ofMargins(
              row.count("obs"), row.count("n_drug"), row.count("n_event"), row.count("n_tot"));
      assertEstimate("prr", Disproportionality.prr(table), row);
      assertEstimate("ror", Disproportionality.ror(table), row);
      assertEstimate("ic", InformationComponent.of(table.n11(), table.expected()), row);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rotashield-timeline-1990-1999.csv", "rotashield-timeline-1998-1999.csv"})
  void rotashieldAndIntussusceptionAreMeasuredAsTheReferenceDoesOnEveryDay(String timeline) {
    List<Golden.Row> days = Golden.table(timeline);
    assertThat(days).hasSize(26);
    for (Golden.Row day : days) {
      ContingencyTable table =
          ContingencyTable.ofMargins(
              day.count("DE"), day.count("D"), day.count("E"), day.count("N"));
      String date = day.text("dt");
      Estimate prr = Disproportionality.prr(table);
      assertClose(date + " expected", table.expected(), day.number("Exp"), TOLERANCE);
      assertClose(date + " PRR", prr.value(), day.number("PRR"), TOLERANCE);
      assertClose(date + " PRR025", lowerWithRoundedQuantile(prr), day.number("PRR025"), TOLERANCE);
      assertClose(
          date + " IC025",
          InformationComponent.of(table.n11(), table.expected()).lower(),
          day.number("IC025"),
          TOLERANCE);
      assertClose(
          date + " chi squared",
          Disproportionality.chiSquared(table),
          day.number("chi2_yates"),
          TOLERANCE);
    }
  }

  @Test
  void chiSquaredEqualsTheSumOverTheFourCells() {
    Random random = new Random(20);
    for (int i = 0; i < 2_000; i++) {
      ContingencyTable table =
          new ContingencyTable(
              random.nextLong(50),
              random.nextLong(400),
              random.nextLong(400),
              1 + random.nextLong(90_000));
      assertClose(table.toString(), Disproportionality.chiSquared(table), cellByCell(table), 1e-9);
    }
  }

  @Test
  void chiSquaredOfExactIndependenceIsZeroAndOfAnEmptyMarginAbsent() {
    assertThat(Disproportionality.chiSquared(new ContingencyTable(2, 4, 6, 12))).isZero();
    assertThat(Disproportionality.chiSquared(new ContingencyTable(0, 0, 6, 12))).isNull();
    assertThat(Disproportionality.chiSquared(new ContingencyTable(6, 12, 0, 0))).isNull();
    assertThat(Disproportionality.chiSquared(new ContingencyTable(0, 0, 0, 0))).isNull();
  }

  @Test
  void anEventReportedOnlyWithTheDrugHasNoFiniteRatio() {
    ContingencyTable onlyWithDrug = new ContingencyTable(6, 38, 0, 3312);
    assertThat(Disproportionality.prr(onlyWithDrug)).isEqualTo(Estimate.UNDEFINED);
    assertThat(Disproportionality.ror(onlyWithDrug)).isEqualTo(Estimate.UNDEFINED);
    assertThat(Disproportionality.strength(onlyWithDrug)).isInfinite();
  }

  @Test
  void aDrugReportedOnlyWithTheEventKeepsItsPrrAndLosesItsRor() {
    ContingencyTable degenerate = new ContingencyTable(1, 0, 100, 3255);
    assertThat(Disproportionality.prr(degenerate).lower()).isGreaterThan(2);
    assertThat(Disproportionality.ror(degenerate)).isEqualTo(Estimate.UNDEFINED);
  }

  @Test
  void aPairNeverReportedHasRatiosOfZeroWithoutAnInterval() {
    ContingencyTable never = new ContingencyTable(0, 10, 20, 970);
    assertThat(Disproportionality.prr(never)).isEqualTo(new Estimate(0.0, null, null));
    assertThat(Disproportionality.ror(never)).isEqualTo(new Estimate(0.0, null, null));
    assertThat(Disproportionality.strength(new ContingencyTable(0, 0, 0, 0))).isZero();
  }

  /** The timelines take the normal quantile as 1.959964. */
  private static double lowerWithRoundedQuantile(Estimate prr) {
    double value = given(prr.value());
    double exactQuantile = new NormalDistribution().inverseCumulativeProbability(0.975);
    return value * Math.pow(given(prr.lower()) / value, 1.959964 / exactQuantile);
  }

  private static void assertEstimate(String measure, Estimate actual, Golden.Row row) {
    String what = measure + " of " + row.cells();
    assertClose(what, actual.value(), row.number(measure), TOLERANCE);
    assertClose(what + " lower", actual.lower(), row.number(measure + "2.5"), TOLERANCE);
    assertClose(what + " upper", actual.upper(), row.number(measure + "97.5"), TOLERANCE);
  }

  private static double cellByCell(ContingencyTable table) {
    double[] observed = {table.n11(), table.n10(), table.n01(), table.n00()};
    double[] drug = {table.drugMargin(), table.drugMargin()};
    double other = table.total() - drug[0];
    double event = table.eventMargin();
    double[] expected = {
      drug[0] * event / table.total(),
      drug[1] * (table.total() - event) / table.total(),
      other * event / table.total(),
      other * (table.total() - event) / table.total()
    };
    double sum = 0;
    for (int i = 0; i < 4; i++) {
      double difference = Math.max(0, Math.abs(observed[i] - expected[i]) - 0.5);
      sum += difference * difference / expected[i];
    }
    return sum;
  }
}
