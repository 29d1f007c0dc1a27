package io.tocsin.scoring;

import static io.tocsin.scoring.Close.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.schemas.report.ReportSource;
import io.tocsin.schemas.signal.CaseSummary;
import io.tocsin.schemas.signal.CaseSummary.MonthCount;
import io.tocsin.schemas.signal.CaseSummary.WeekCount;
import io.tocsin.schemas.signal.ContingencyTable;
import io.tocsin.schemas.signal.Estimate;
import io.tocsin.schemas.signal.Measures;
import io.tocsin.schemas.signal.Pair;
import io.tocsin.schemas.signal.RuleVerdict;
import io.tocsin.schemas.signal.ScoredSignal;
import io.tocsin.schemas.signal.TemporalMeasures;
import io.tocsin.scoring.causality.CaseAssessor;
import io.tocsin.scoring.causality.CaseFacts;
import io.tocsin.scoring.causality.CausalityScore;
import io.tocsin.scoring.causality.CausalityWeights;
import io.tocsin.scoring.masking.Masking;
import io.tocsin.scoring.masking.Overlap;
import io.tocsin.scoring.sequential.MaxSprt;
import io.tocsin.scoring.strata.PairStrata;
import io.tocsin.scoring.strata.StratumCounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The figures in {@code docs/scoring.md} are those that the code computes. */
final class ScoringGuideTest {
  private static final Path GUIDE = Path.of("..", "docs", "scoring.md");
  private static final LocalDate DAY = LocalDate.of(1999, 7, 15);

  /** RotaShield and intussusception on 15 July 1999, as the built-in replay has them. */
  private static final ContingencyTable TABLE = ContingencyTable.ofMargins(4, 265, 5, 16838);

  private final ScoredSignal score =
      new Scorer(ScoringConfig.DEFAULTS, Model.DEFAULTS)
          .score(
              new CountedPair(
                  Pair.of("Rotavirus (RotaShield)", "Intussusception"), TABLE, cases(), null, null),
              DAY,
              Instant.EPOCH);
  private final Measures measures = Objects.requireNonNull(score.measures());

  @Test
  void theTable() throws IOException {
    assertPrinted(
        "table",
        """
        | | intussusception | no intussusception | |
        |---|---|---|---|
        | RotaShield | a = %,d | b = %,d | nDrug = %,d |
        | another vaccine | c = %,d | d = %,d | %,d |
        | | nEvent = %,d | %,d | N = %,d |
        """
            .formatted(
                TABLE.n11(),
                TABLE.n10(),
                TABLE.drugMargin(),
                TABLE.n01(),
                TABLE.n00(),
                TABLE.total() - TABLE.drugMargin(),
                TABLE.eventMargin(),
                TABLE.total() - TABLE.eventMargin(),
                TABLE.total()));
  }

  @Test
  void theMeasures() throws IOException {
    assertPrinted(
        "measures",
        """
        | measure | value | interval |
        |---|---|---|
        | E | %.4f | |
        | PRR | %s |
        | ROR | %s |
        | χ² (Yates) | %.1f | |
        | Fisher's p | %.1e | |
        | IC | %s |
        | EBGM, EB05, EB95 | %s |
        | log-likelihood ratio | %.2f | |
        | Poisson p | %.1e | |
        """
            .formatted(
                score.expected(),
                cells(measures.prr(), "95 %"),
                cells(measures.ror(), "95 %"),
                measures.chiSquared(),
                measures.fisherP(),
                cells(measures.ic(), "95 %"),
                cells(measures.ebgm(), "90 %"),
                measures.logLikelihoodRatio(),
                measures.poissonP()));
  }

  @Test
  void theRules() throws IOException {
    assertPrinted(
        "rules",
        score.rules().stream()
            .map(ScoringGuideTest::verdict)
            .collect(Collectors.joining(", ", "", ".\n")));
  }

  @Test
  void theShrinkageOfASingleReport() throws IOException {
    GammaPoissonShrinker shrinker = new GammaPoissonShrinker(Prior.DUMOUCHEL_1999);
    assertPrinted(
        "shrinkage",
        """
        | reports | expected | n/E | EBGM | EB05 | IC | IC025 |
        |---|---|---|---|---|---|---|
        """
            + List.of(row(shrinker, 1, 0.01), row(shrinker, 4, 0.04), row(shrinker, 100, 1))
                .stream()
                .collect(Collectors.joining()));
  }

  @Test
  void theMarginsOfReportsAndOfCells() throws IOException {
    List<Map.Entry<String, String>> reports =
        List.of(Map.entry("AB", "XY"), Map.entry("A", "X"), Map.entry("B", "YZ"));
    ContingencyTable byReports =
        ContingencyTable.ofMargins(
            count(reports, "A", "X"), count(reports, "A", ""), count(reports, "", "X"), 3);
    ContingencyTable byCells =
        ContingencyTable.ofMargins(
            count(reports, "A", "X"),
            cells(reports, "A", ""),
            cells(reports, "", "X"),
            cells(reports, "", ""));
    assertPrinted(
        "margins",
        """
        | margins | a | nDrug | nEvent | N | E | n/E |
        |---|---|---|---|---|---|---|
        | of reports | %s |
        | of cells | %s |
        """
            .formatted(margins(byReports), margins(byCells)));
  }

  @Test
  void theStrata() throws IOException {
    StratumCounts pair = strata(9, 1);
    PairStrata strata = new PairStrata(pair, strata(90, 10), strata(95, 25), strata(1000, 9000));
    ContingencyTable crude = ContingencyTable.ofMargins(pair.total(), 100, 120, 10_000);
    assertPrinted(
        "strata",
        """
        | expectation | E | n/E | IC025 |
        |---|---|---|---|
        | crude | %s |
        | stratified | %s |
        """
            .formatted(
                expectation(pair.total(), crude.expected()),
                expectation(pair.total(), strata.expected())));
  }

  @Test
  void theSequentialTest() throws IOException {
    assertPrinted(
        "sequential",
        """
        The plan used when `max-sprt` is enabled (upper limit 20 expected reports, at least 3 reports, α = 0.05) has the critical value %.4f; the example's log-likelihood ratio is %.2f, so it signals.
        """
            .formatted(MaxSprt.criticalValue(20, 3, 0.05), given(measures.logLikelihoodRatio())));
    assertThat(MaxSprt.of(ScoringConfig.DEFAULTS.sequential()).signals(4, TABLE.expected()))
        .isTrue();
  }

  @Test
  void theCourseInTime() throws IOException {
    TemporalMeasures course = Objects.requireNonNull(score.temporal());
    assertThat(course.spike()).isNull();
    assertThat(course.changePoint()).isNull();
    assertPrinted(
        "course",
        """
        The example on that day: novelty %.2f, no spike, no change of level, %s; temporal score %.2f.
        """
            .formatted(
                course.novelty(),
                course.trend() == null
                    ? "too few reports for a trend"
                    : "trend " + course.trend().direction().name().toLowerCase(Locale.ROOT),
                course.score()));
  }

  @Test
  void theCausalityOfACase() throws IOException {
    assertPrinted(
        "causality",
        """
        | facts of a case | WHO-UMC | Naranjo | score |
        |---|---|---|---|
        """
            + assessment(
                "event 3 days after the drug, went when it was stopped, came back with it, no other"
                    + " drug",
                new CaseFacts(true, true, 3, 0))
            + assessment(
                "event 3 days after the drug, went when it was stopped, no other drug",
                new CaseFacts(true, null, 3, 0))
            + assessment(
                "event 3 days after the drug, another drug too", new CaseFacts(null, null, 3, 1))
            + assessment("event the day before the drug", new CaseFacts(null, null, -1, 0)));
  }

  @Test
  void theMasking() throws IOException {
    ContingencyTable masked = ContingencyTable.ofMargins(9, 200, 600, 10_000);
    Overlap thinner = new Overlap(1000, 10, 500, 0);
    ContingencyTable unmasked = Masking.without(masked, thinner);
    assertPrinted(
        "masking",
        """
        | | n | nDrug | nEvent | N | E | IC | IC025 |
        |---|---|---|---|---|---|---|---|
        | all reports | %s |
        | without the blood thinner's | %s |

        Masking ratio %.2f.
        """
            .formatted(masking(masked), masking(unmasked), Masking.ratio(masked, thinner)));
  }

  @Test
  void theLayers() throws IOException {
    assertPrinted(
        "layers",
        """
        | | share | example |
        |---|---|---|
        | layer 0, statistics | 0.35 | %.3f |
        | layer 1, single source | 0.40 | %.3f |
        | layer 2, many sources | 0.25 | %.3f |
        | fusion score, at most 1 | | %.3f |
        | level | | %s |
        """
            .formatted(
                score.layer0(),
                score.layer1(),
                score.layer2(),
                score.fusionScore(),
                score.alertLevel().name().toLowerCase(Locale.ROOT)));
  }

  /** Two of the four were serious, all came from VAERS. */
  private static CaseSummary cases() {
    return new CaseSummary(
        2,
        0,
        0,
        2,
        0,
        0,
        LocalDate.of(1999, 3, 3),
        DAY,
        Map.of(ReportSource.VAERS, 4L),
        List.of(week(3, 1, 1), week(7, 5, 1), week(7, 12, 2)),
        List.of(month(3, 1), month(7, 3)),
        null,
        List.of());
  }

  private static WeekCount week(int month, int day, long reports) {
    return new WeekCount(LocalDate.of(1999, month, day), reports);
  }

  private static MonthCount month(int month, long reports) {
    return new MonthCount(LocalDate.of(1999, month, 1), reports);
  }

  private static String verdict(RuleVerdict rule) {
    return "`%s` %s".formatted(rule.rule(), rule.met() ? "met" : "not met");
  }

  private static String cells(Estimate estimate, String interval) {
    return "%.2f | %.2f to %.2f (%s)"
        .formatted(
            given(estimate.value()), given(estimate.lower()), given(estimate.upper()), interval);
  }

  private static String row(GammaPoissonShrinker shrinker, long n, double expected) {
    Estimate ebgm = shrinker.shrink(n, expected);
    Estimate ic = InformationComponent.of(n, expected);
    return "| %d | %s | %.0f | %.2f | %.2f | %.2f | %.2f |%n"
        .formatted(
            n,
            expected,
            n / expected,
            given(ebgm.value()),
            given(ebgm.lower()),
            given(ic.value()),
            given(ic.lower()));
  }

  private static long count(List<Map.Entry<String, String>> reports, String drug, String event) {
    return reports.stream()
        .filter(report -> report.getKey().contains(drug) && report.getValue().contains(event))
        .count();
  }

  private static long cells(List<Map.Entry<String, String>> reports, String drug, String event) {
    return reports.stream()
        .filter(report -> report.getKey().contains(drug) && report.getValue().contains(event))
        .mapToLong(
            report ->
                (drug.isEmpty() ? report.getKey().length() : 1L)
                    * (event.isEmpty() ? report.getValue().length() : 1L))
        .sum();
  }

  private static String margins(ContingencyTable table) {
    return "%d | %d | %d | %d | %.2f | %.2f"
        .formatted(
            table.n11(),
            table.drugMargin(),
            table.eventMargin(),
            table.total(),
            table.expected(),
            table.n11() / table.expected());
  }

  private static String masking(ContingencyTable table) {
    Estimate ic = InformationComponent.of(table.n11(), table.expected());
    return "%d | %d | %d | %,d | %.2f | %.2f | %.2f"
        .formatted(
            table.n11(),
            table.drugMargin(),
            table.eventMargin(),
            table.total(),
            table.expected(),
            given(ic.value()),
            given(ic.lower()));
  }

  private static StratumCounts strata(int old, int young) {
    StratumCounts counts = new StratumCounts();
    counts.add(0, old);
    counts.add(1, young);
    return counts;
  }

  private static String expectation(long n, double expected) {
    return "%.2f | %.2f | %.2f"
        .formatted(expected, n / expected, given(InformationComponent.of(n, expected).lower()));
  }

  private static String assessment(String story, CaseFacts facts) {
    var assessed = Objects.requireNonNull(CaseAssessor.assess(facts));
    return "| %s | %s | %s | %.2f |%n"
        .formatted(
            story,
            assessed.category().name().toLowerCase(Locale.ROOT),
            assessed.naranjo().name().toLowerCase(Locale.ROOT),
            Objects.requireNonNull(
                    CausalityScore.of(List.of(assessed.of(1)), CausalityWeights.DEFAULTS))
                .score());
  }

  private static void assertPrinted(String name, String computed) throws IOException {
    Matcher block =
        Pattern.compile("<!-- computed: " + name + " -->\\R(.*?)<!-- end -->", Pattern.DOTALL)
            .matcher(Files.readString(GUIDE));
    assertThat(block.find()).as("docs/scoring.md has a block '%s'", name).isTrue();
    assertThat(block.group(1).strip())
        .as("docs/scoring.md, block '%s'", name)
        .isEqualTo(computed.strip());
  }
}
