package io.tocsin.scoring;

import static io.tocsin.scoring.Close.assertRelative;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.tocsin.schemas.signal.ContingencyTable;
import io.tocsin.schemas.signal.Estimate;
import io.tocsin.schemas.signal.Measures;
import java.lang.management.ManagementFactory;
import java.util.Random;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PairFiguresTest {
  private final Scorer scorer = new Scorer(ScoringConfig.DEFAULTS, Model.DEFAULTS);
  private final PairFigures figures =
      new PairFigures(new GammaPoissonShrinker(Prior.DUMOUCHEL_1999));

  @Test
  void figuresAndMeasuresAreTheSameNumbers() {
    Random random = new Random(4);
    for (int i = 0; i < 5_000; i++) {
      long pair = random.nextLong(random.nextBoolean() ? 4 : 900);
      long drug = pair + random.nextLong(1_000);
      long event = pair + random.nextLong(3);
      long total = drug + event + random.nextLong(100_000);
      figures.compute(pair, drug, event, total);
      Measures measures = scorer.measure(ContingencyTable.ofMargins(pair, drug, event, total));

      assertThat(figures.prr().toEstimate()).isEqualTo(measures.prr());
      assertThat(figures.ror().toEstimate()).isEqualTo(measures.ror());
      assertThat(figures.ic().toEstimate()).isEqualTo(measures.ic());
      assertThat(figures.ebgm().toEstimate()).isEqualTo(measures.ebgm());
      assertThat(finite(figures.chiSquared())).isEqualTo(measures.chiSquared());
      assertThat(finite(figures.poissonP())).isEqualTo(measures.poissonP());
      assertThat(finite(figures.logLikelihoodRatio())).isEqualTo(measures.logLikelihoodRatio());
    }
  }

  @Test
  void thePoissonPIsTheChanceOfAsManyReportsOrMore() {
    figures.compute(7, 100, 200, 10_000);
    assertThat(figures.expected()).isEqualTo(2);
    assertThat(figures.poissonP())
        .isCloseTo(1 - new PoissonDistribution(2).cumulativeProbability(6), Offset.offset(1e-12));
    assertThat(figures.logLikelihoodRatio()).isCloseTo(7 * Math.log(3.5) - 5, Offset.offset(1e-12));
    figures.compute(1, 100, 200, 10_000);
    assertThat(figures.logLikelihoodRatio()).isZero();
  }

  @Test
  void anExpectedCountOfItsOwnMovesWhatUsesOneAndNothingElse() {
    figures.compute(12, 400, 90, 20_000);
    Estimate prr = figures.prr().toEstimate();
    Estimate ror = figures.ror().toEstimate();
    double chiSquared = figures.chiSquared();
    double ebgm = figures.ebgm().value();
    figures.compute(12, 400, 90, 20_000, 3.6);

    assertThat(figures.prr().toEstimate()).isEqualTo(prr);
    assertThat(figures.ror().toEstimate()).isEqualTo(ror);
    assertThat(figures.chiSquared()).isEqualTo(chiSquared);
    assertThat(figures.ic().toEstimate()).isEqualTo(InformationComponent.of(12, 3.6));
    assertThat(figures.ebgm().value()).isLessThan(ebgm);
    assertRelative("Poisson p", figures.poissonP(), PoissonTail.upper(12, 3.6), 1e-15, 0);
  }

  @Test
  void whatCannotBeSaidIsNoNumber() {
    figures.compute(0, 0, 0, 0);
    assertThat(figures.chiSquared()).isNaN();
    assertThat(figures.poissonP()).isNaN();
    assertThat(figures.logLikelihoodRatio()).isNaN();
    figures.compute(3, 10, 3, 1_000);
    assertThat(figures.prr().value()).isInfinite();
    assertThat(figures.prr().lower()).isNaN();
  }

  @Test
  void aMillionPairsTakeNoMemory() {
    ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    double warm = sum(50_000);
    long before = thread.getCurrentThreadAllocatedBytes();
    double sum = sum(1_000_000);
    long taken = thread.getCurrentThreadAllocatedBytes() - before;

    assertThat(sum).isGreaterThan(warm);
    assertThat(taken).isLessThan(100_000);
  }

  private double sum(int pairs) {
    double sum = 0;
    for (int i = 0; i < pairs; i++) {
      figures.compute(1 + i % 200, 500 + i % 300, 1_000 + i % 77, 2_000_000);
      sum += figures.ebgm().lower() + figures.ic().lower() + figures.poissonP();
    }
    return sum;
  }

  private static @Nullable Double finite(double value) {
    return Double.isFinite(value) ? (Double) value : null;
  }
}
