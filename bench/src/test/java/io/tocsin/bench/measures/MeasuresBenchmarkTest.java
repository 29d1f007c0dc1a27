package io.tocsin.bench.measures;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.schemas.signal.ContingencyTable;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

final class MeasuresBenchmarkTest {
  @Test
  void everyBenchmarkRuns() throws RunnerException {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include(MeasuresBenchmark.class.getName())
                    .forks(0)
                    .warmupIterations(0)
                    .measurementIterations(1)
                    .measurementTime(TimeValue.milliseconds(10))
                    .shouldFailOnError(true)
                    .verbosity(VerboseMode.SILENT)
                    .build())
            .run();

    assertThat(results)
        .extracting(result -> result.getPrimaryResult().getLabel())
        .containsExactlyInAnyOrder("allMeasures", "ebgm", "ic", "measuresAsRecord", "score");
    assertThat(results)
        .allSatisfy(result -> assertThat(result.getPrimaryResult().getScore()).isPositive());
  }

  @Test
  void thePairsAreMostlySingleReportsOverManyOrdersOfMagnitudeOfExpectation() {
    List<ContingencyTable> tables = PairMix.tables();

    assertThat(share(tables, table -> table.n11() == 1)).isBetween(0.60, 0.68);
    assertThat(share(tables, table -> table.n11() == 2)).isBetween(0.14, 0.22);
    assertThat(share(tables, table -> table.n11() > 10)).isBetween(0.01, 0.04);
    assertThat(share(tables, table -> table.expected() < 0.01)).isBetween(0.01, 0.10);
    assertThat(share(tables, table -> table.expected() > 2)).isBetween(0.02, 0.15);
    assertThat(PairMix.tables()).isEqualTo(tables);
  }

  private static double share(List<ContingencyTable> tables, Predicate<ContingencyTable> which) {
    return (double) tables.stream().filter(which).count() / tables.size();
  }
}
