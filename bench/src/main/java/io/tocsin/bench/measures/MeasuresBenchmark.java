package io.tocsin.bench.measures;

import io.tocsin.schemas.report.ReportSource;
import io.tocsin.schemas.signal.CaseSummary;
import io.tocsin.schemas.signal.CaseSummary.MonthCount;
import io.tocsin.schemas.signal.CaseSummary.WeekCount;
import io.tocsin.schemas.signal.ContingencyTable;
import io.tocsin.schemas.signal.Estimate;
import io.tocsin.schemas.signal.Measures;
import io.tocsin.schemas.signal.Pair;
import io.tocsin.schemas.signal.ScoredSignal;
import io.tocsin.scoring.CountedPair;
import io.tocsin.scoring.GammaPoissonShrinker;
import io.tocsin.scoring.InformationComponent;
import io.tocsin.scoring.Model;
import io.tocsin.scoring.PairFigures;
import io.tocsin.scoring.Scorer;
import io.tocsin.scoring.ScoringConfig;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** What the figures of one pair cost, averaged over a realistic mix of pairs, on one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class MeasuresBenchmark {
  private static final LocalDate AS_OF = LocalDate.of(1999, 7, 15);
  private static final Instant SCORED_AT = AS_OF.atStartOfDay().toInstant(ZoneOffset.UTC);
  private static final Pair PAIR = Pair.of("drug", "event");

  private final ContingencyTable[] tables = PairMix.tables().toArray(ContingencyTable[]::new);
  private final double[] expected = new double[tables.length];
  private final CountedPair[] counted = new CountedPair[tables.length];
  private final GammaPoissonShrinker shrinker = new GammaPoissonShrinker(PairMix.PRIOR);
  private final PairFigures figures = new PairFigures(shrinker);
  private final Scorer scorer = new Scorer(ScoringConfig.DEFAULTS, Model.of(PairMix.PRIOR));
  private int next;

  /** With all pairs drawn and the prior tabulated. */
  public MeasuresBenchmark() {
    for (int i = 0; i < tables.length; i++) {
      expected[i] = tables[i].expected();
      counted[i] = new CountedPair(PAIR, tables[i], cases(tables[i].n11()), null, null);
    }
  }

  /** PRR, ROR and IC with bounds, χ², EBGM, EB05, EB95, likelihood ratio and Poisson p. */
  @Benchmark
  public void allMeasures(Blackhole sink) {
    ContingencyTable table = tables[another()];
    figures.compute(table.n11(), table.drugMargin(), table.eventMargin(), table.total());
    sink.consume(figures.prr().lower());
    sink.consume(figures.ror().lower());
    sink.consume(figures.chiSquared());
    sink.consume(figures.ic().lower());
    sink.consume(figures.ebgm().value());
    sink.consume(figures.ebgm().lower());
    sink.consume(figures.ebgm().upper());
    sink.consume(figures.logLikelihoodRatio());
    sink.consume(figures.poissonP());
  }

  /** EBGM, EB05 and EB95 as a record. */
  @Benchmark
  public Estimate ebgm() {
    int i = another();
    return shrinker.shrink(tables[i].n11(), expected[i]);
  }

  /** IC, IC025 and IC975 as a record. */
  @Benchmark
  public Estimate ic() {
    int i = another();
    return InformationComponent.of(tables[i].n11(), expected[i]);
  }

  /** All measures as a record, with Fisher's exact test where a cell is expected below 5. */
  @Benchmark
  public Measures measuresAsRecord() {
    return scorer.measure(tables[another()]);
  }

  /** A whole score: measures, rules, temporal measures, layers, level. */
  @Benchmark
  public ScoredSignal score() {
    return scorer.score(counted[another()], AS_OF, SCORED_AT);
  }

  private int another() {
    next = next + 1 == tables.length ? 0 : next + 1;
    return next;
  }

  /** Reports that came one a week, the last one just now. */
  private static CaseSummary cases(long reports) {
    LocalDate monday = AS_OF.minusDays(3);
    List<WeekCount> weekly =
        LongStream.range(0, Math.min(reports, CaseSummary.WEEKS))
            .mapToObj(weeks -> new WeekCount(monday.minusWeeks(reports - 1 - weeks), 1L))
            .toList();
    List<MonthCount> monthly =
        weekly.stream()
            .collect(
                Collectors.groupingBy(
                    week -> week.week().withDayOfMonth(1), TreeMap::new, Collectors.counting()))
            .entrySet()
            .stream()
            .map(month -> new MonthCount(month.getKey(), month.getValue()))
            .toList();
    return new CaseSummary(
        reports / 2,
        0,
        0,
        reports / 2,
        0,
        0,
        AS_OF.minusWeeks(reports),
        AS_OF,
        Map.of(ReportSource.VAERS, reports),
        weekly,
        monthly,
        null,
        List.of());
  }
}
