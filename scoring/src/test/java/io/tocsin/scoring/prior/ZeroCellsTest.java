package io.tocsin.scoring.prior;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.scoring.Prior;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class ZeroCellsTest {
  private static final Prior TRUTH = new Prior("truth", 0.2, 0.06, 1.4, 1.8, 0.1);

  @Test
  void everyCombinationWithoutAReportIsCountedAboutWhereItLies() {
    Simulation simulation = Simulation.drawnFrom(TRUTH, 200, 300, 7);
    FitData everything = simulation.everyCombination();
    ZeroCells cells = simulation.zeroCells();
    assertThat(cells.size()).isEqualTo(everything.points() - simulation.pairs.pairs());
    for (double limit : new double[] {0.01, 0.1, 1, 10}) {
      long truth = 0;
      double sumOfLogs = 0;
      for (int i = 0; i < everything.firstReported(); i++) {
        truth += everything.expected(i) < limit ? 1 : 0;
        sumOfLogs += everything.logExpected(i);
      }
      long below =
          cells.cells().stream()
              .filter(cell -> cell.expected() < limit)
              .mapToLong(ZeroCells.Cells::weight)
              .sum();
      assertThat(below).as("below %s", limit).isCloseTo(truth, Percentage.withPercentage(0.5));
      double logs =
          cells.cells().stream()
              .mapToDouble(cell -> cell.weight() * Math.log(cell.expected()))
              .sum();
      assertThat(logs).isCloseTo(sumOfLogs, Percentage.withPercentage(1e-4));
    }
  }

  @Test
  void whereEveryCombinationIsReportedNoneIsLeft() {
    MarginHistogram drugs = new MarginHistogram();
    drugs.add(10, 1);
    drugs.add(20, 1);
    MarginHistogram events = new MarginHistogram();
    events.add(7, 2);
    PairHistogram pairs = new PairHistogram();
    pairs.add(4, 70 / 30.0, 2);
    assertThat(ZeroCells.of(drugs, events, 30, pairs).size()).isEqualTo(2);
    pairs.add(3, 140 / 30.0, 2);
    assertThat(ZeroCells.of(drugs, events, 30, pairs).size()).isZero();
    assertThat(FitData.of(pairs, ZeroCells.of(drugs, events, 30, pairs)).hasZeroCells()).isFalse();
  }

  @Test
  void pairsAddedBeforeTheMarginsMovedAreTakenFromTheNearestCombinations() {
    MarginHistogram drugs = new MarginHistogram();
    drugs.add(10, 4);
    MarginHistogram events = new MarginHistogram();
    events.add(7, 2);
    PairHistogram pairs = new PairHistogram();
    pairs.add(2, 70 / 31.0, 3);
    ZeroCells cells = ZeroCells.of(drugs, events, 30, pairs);
    assertThat(cells.cells()).singleElement().extracting(ZeroCells.Cells::weight).isEqualTo(5L);
    assertThat(cells.cells().getFirst().expected())
        .isCloseTo(70 / 30.0, Percentage.withPercentage(1));
  }

  @Test
  void aDatabaseWithoutDrugsHasNone() {
    MarginHistogram events = new MarginHistogram();
    events.add(3, 5);
    assertThat(ZeroCells.of(new MarginHistogram(), events, 9, new PairHistogram()).size()).isZero();
  }

  @Test
  void marginsThatMovedAreTakenAwayAndMerged() {
    MarginHistogram before = new MarginHistogram();
    before.add(5, 3);
    before.add(5, -1);
    before.add(6, 1);
    MarginHistogram other = new MarginHistogram();
    other.add(6, 4);
    before.merge(other);
    MarginHistogram one = new MarginHistogram();
    one.add(10, 1);
    assertThat(before.size()).isEqualTo(7);
    assertThat(ZeroCells.of(before, one, 100, new PairHistogram()).cells())
        .extracting(ZeroCells.Cells::weight)
        .containsExactly(2L, 5L);
  }
}
