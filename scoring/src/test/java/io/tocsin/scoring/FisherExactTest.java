package io.tocsin.scoring;

import static io.tocsin.scoring.Close.assertRelative;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.schemas.signal.ContingencyTable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Random;
import org.apache.commons.math3.distribution.HypergeometricDistribution;
import org.junit.jupiter.api.Test;

class FisherExactTest {
  @Test
  void theLadyTastingTeaIsSurprisedAsFisherWas() {
    assertRelative(
        "four of four", FisherExact.twoSided(new ContingencyTable(4, 0, 0, 4)), 2.0 / 70, 1e-14, 0);
    assertRelative(
        "three of four",
        FisherExact.twoSided(new ContingencyTable(3, 1, 1, 3)),
        34.0 / 70,
        1e-14,
        0);
  }

  @Test
  void everySmallTableEqualsExactArithmetic() {
    for (int a = 0; a <= 6; a++) {
      for (int b = 0; b <= 6; b++) {
        for (int c = 0; c <= 6; c++) {
          for (int d = 0; d <= 9; d++) {
            ContingencyTable table = new ContingencyTable(a, b, c, d);
            assertRelative(table.toString(), FisherExact.twoSided(table), exactly(table), 1e-12, 0);
          }
        }
      }
    }
  }

  @Test
  void tablesOfMillionsEqualTheSumOverAllTables() {
    Random random = new Random(1935);
    for (int i = 0; i < 300; i++) {
      int total = 2_000_000 + random.nextInt(20_000_000);
      int drug = 1 + random.nextInt(3_000);
      int event = 1 + random.nextInt(6_000);
      int observed = Math.min(Math.min(drug, event), random.nextInt(12));
      ContingencyTable table = ContingencyTable.ofMargins(observed, drug, event, total);
      assertRelative(
          table.toString(),
          FisherExact.twoSided(table),
          summed(new HypergeometricDistribution(null, total, event, drug), observed),
          1e-8,
          0);
    }
  }

  @Test
  void tablesWithoutASmallCellAreSummedToo() {
    ContingencyTable balanced = new ContingencyTable(5_100, 4_900, 4_950, 5_050);
    assertRelative(
        "balanced",
        FisherExact.twoSided(balanced),
        summed(new HypergeometricDistribution(null, 20_000, 10_050, 10_000), 5_100),
        1e-9,
        0);
  }

  @Test
  void aTestIsTheSameWhicheverWayTheTableIsTurned() {
    ContingencyTable table = new ContingencyTable(7, 120, 31, 40_000);
    double p = FisherExact.twoSided(table);
    assertRelative(
        "events for drugs",
        FisherExact.twoSided(new ContingencyTable(7, 31, 120, 40_000)),
        p,
        1e-12,
        0);
    assertRelative(
        "drug for no drug",
        FisherExact.twoSided(new ContingencyTable(31, 40_000, 7, 120)),
        p,
        1e-12,
        0);
  }

  @Test
  void anEmptyMarginSaysNothing() {
    assertThat(FisherExact.twoSided(new ContingencyTable(0, 0, 0, 0))).isEqualTo(1);
    assertThat(FisherExact.twoSided(new ContingencyTable(0, 0, 3, 9))).isEqualTo(1);
    assertThat(FisherExact.twoSided(new ContingencyTable(5, 0, 3, 0))).isEqualTo(1);
  }

  @Test
  void extremeTablesHaveAProbability() {
    ContingencyTable million = new ContingencyTable(1_000_000, 3, 2, 998_999_995);
    assertThat(FisherExact.twoSided(million)).isZero();
    ContingencyTable half =
        new ContingencyTable(250_000_000, 250_000_000, 250_000_000, 250_000_000);
    assertThat(FisherExact.twoSided(half)).isEqualTo(1);
  }

  private static double summed(HypergeometricDistribution distribution, int observed) {
    double limit = distribution.logProbability(observed) + 1e-7;
    double sum = 0;
    for (int count = distribution.getSupportLowerBound();
        count <= distribution.getSupportUpperBound();
        count++) {
      double log = distribution.logProbability(count);
      sum += log <= limit ? Math.exp(log) : 0;
    }
    return Math.min(1, sum);
  }

  private static double exactly(ContingencyTable table) {
    int drug = (int) table.drugMargin();
    int event = (int) table.eventMargin();
    int total = (int) table.total();
    BigInteger observed = ways(table.n11(), drug, event, total);
    BigInteger asRare = BigInteger.ZERO;
    for (int count = 0; count <= Math.min(drug, event); count++) {
      BigInteger ways = ways(count, drug, event, total);
      asRare = ways.compareTo(observed) <= 0 ? asRare.add(ways) : asRare;
    }
    return new BigDecimal(asRare)
        .divide(new BigDecimal(choose(total, event)), MathContext.DECIMAL64)
        .doubleValue();
  }

  private static BigInteger ways(long count, int drug, int event, int total) {
    return choose(drug, count).multiply(choose(total - drug, event - count));
  }

  private static BigInteger choose(long n, long k) {
    if (k < 0 || k > n) {
      return BigInteger.ZERO;
    }
    BigInteger ways = BigInteger.ONE;
    for (long i = 1; i <= k; i++) {
      ways = ways.multiply(BigInteger.valueOf(n - k + i)).divide(BigInteger.valueOf(i));
    }
    return ways;
  }
}
