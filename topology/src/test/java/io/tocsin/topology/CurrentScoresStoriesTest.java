package io.tocsin.topology;

import static io.tocsin.topology.Reports.report;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tocsin.schemas.model.FitMethod;
import io.tocsin.schemas.model.ModelParameters;
import io.tocsin.schemas.signal.ContingencyTable;
import io.tocsin.schemas.signal.ScoredSignal;
import io.tocsin.scoring.CountedPair;
import io.tocsin.scoring.Model;
import io.tocsin.scoring.Prior;
import io.tocsin.scoring.Scorer;
import io.tocsin.scoring.ScoringConfig;
import io.tocsin.scoring.prior.FitData;
import io.tocsin.scoring.prior.MarginHistogram;
import io.tocsin.scoring.prior.PairHistogram;
import io.tocsin.scoring.prior.PriorFitter;
import io.tocsin.scoring.prior.Refit;
import io.tocsin.scoring.prior.ZeroCells;
import io.tocsin.topology.model.RefitSchedule;
import io.tocsin.topology.scoring.AsOf;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CurrentScoresStoriesTest {
  private final Pipeline pipeline = new Pipeline();

  @AfterEach
  void close() {
    pipeline.close();
  }

  @Test
  void aPairThatNoReportTouchesIsScoredAnewWhenTheDatabaseGrowsAroundIt() {
    for (int i = 0; i < 4; i++) {
      pipeline.send(report("signal " + i).suspect("A").reaction("X"));
    }
    pipeline.comeToRest();
    assertThat(pipeline.score("A", "X").expected()).isEqualTo(4.0);

    for (int i = 0; i < 96; i++) {
      pipeline.send(report("other " + i).suspect("B").reaction("Y"));
    }
    pipeline.comeToRest();

    assertThat(pipeline.score("A", "X").expected()).isEqualTo(4.0 * 4 / 100);
    assertThat(pipeline.score("A", "X").asOf()).isEqualTo(pipeline.score("B", "Y").asOf());
  }

  @Test
  void atRestEveryPublishedScoreIsWhatABatchComputationGives() {
    sendDatabase(pipeline, 3000);
    pipeline.comeToRest();

    ModelParameters model = pipeline.model().orElseThrow();
    Scorer batch = new Scorer(ScoringConfig.DEFAULTS, Model.of(model));
    assertThat(pipeline.scores()).hasSizeGreaterThan(500);
    for (ScoredSignal published : pipeline.scores().values()) {
      ContingencyTable table = pipeline.liveTable(published.pair());
      assertThat(published)
          .isEqualTo(
              batch.score(
                  new CountedPair(
                      published.pair(),
                      table,
                      published.cases(),
                      pipeline.strata(published.drug(), published.event()).orElseThrow(),
                      null),
                  published.asOf(),
                  published.scoredAt()));
    }
  }

  @Test
  void atRestTheModelIsThatOfABatchFitOnTheFinalTable() {
    sendDatabase(pipeline, 3000);
    pipeline.comeToRest();

    ModelParameters model = pipeline.model().orElseThrow();
    PairHistogram pairs = new PairHistogram();
    MarginHistogram drugs = new MarginHistogram();
    MarginHistogram events = new MarginHistogram();
    Map<String, Long> drugMargins = new HashMap<>();
    Map<String, Long> eventMargins = new HashMap<>();
    long reports = 0;
    for (ScoredSignal each : pipeline.scores().values()) {
      ContingencyTable table = pipeline.liveTable(each.pair());
      pairs.add(table.n11(), table.expected(), 1);
      drugMargins.put(each.drug(), table.drugMargin());
      eventMargins.put(each.event(), table.eventMargin());
      reports = table.total();
    }
    drugMargins.values().forEach(margin -> drugs.add(margin, 1));
    eventMargins.values().forEach(margin -> events.add(margin, 1));
    Prior batch =
        PriorFitter.fit(
                FitData.of(pairs, ZeroCells.of(drugs, events, reports, pairs)),
                Prior.DUMOUCHEL_1999,
                "batch")
            .prior();

    assertThat(model.method()).isIn(FitMethod.TRUNCATED, FitMethod.ZERO_INCLUDING);
    assertThat(model.pairs()).isEqualTo(pairs.pairs());
    assertThat(Refit.effect(Model.of(model).prior(), batch, pairs, 1)).isCloseTo(0, within(1e-3));
    assertThat(pipeline.scores().values())
        .allSatisfy(score -> assertThat(score.priorVersion()).isEqualTo(model.version()));
  }

  @Test
  void aModelThatWouldChangeLittleIsNotBroadcastAndRingsNoAlert() {
    RefitSchedule defaults = RefitSchedule.DEFAULTS;
    RefitSchedule unmoved =
        new RefitSchedule(defaults.publication(), defaults.interval(), 1, 0.05, 0.5);
    TopologyConfig config = TopologyConfig.defaults(1).withAsOf(AsOf.NEWEST_RECEIPT);
    try (Pipeline steady = new Pipeline(config.withRefit(unmoved))) {
      sendDatabase(steady, 3000);
      steady.comeToRest();
      String version = steady.model().orElseThrow().version();
      steady.newAlerts();

      steady.send(report("one more").suspect("DRUG 1").reaction("EVENT 1")).comeToRest();

      assertThat(steady.model().orElseThrow().version()).isEqualTo(version);
      assertThat(steady.newAlerts()).isEmpty();
    }
  }

  @Test
  void workThatIsTakenAwayAndGivenBackIsFittedAndScoredOn() {
    sendDatabase(pipeline, 3000);
    pipeline.comeToRest();
    String before = pipeline.model().orElseThrow().version();

    pipeline.suspendedAndResumed();
    for (int i = 0; i < 1000; i++) {
      pipeline.send(report("later " + i).suspect("DRUG 1").reaction("EVENT 1"));
    }
    pipeline.comeToRest();

    ModelParameters model = pipeline.model().orElseThrow();
    assertThat(model.version()).isNotEqualTo(before);
    assertThat(pipeline.scores().values())
        .allSatisfy(score -> assertThat(score.priorVersion()).isEqualTo(model.version()));
  }

  @Test
  void withTooFewPairsTheGivenPriorStays() {
    pipeline.send(report("1").suspect("A").reaction("X")).comeToRest();

    assertThat(pipeline.model()).isEmpty();
    assertThat(pipeline.score("A", "X").priorVersion()).isEqualTo("dumouchel-1999");
  }

  /** Drugs and events of very different frequency, some of which belong together. */
  private static void sendDatabase(Pipeline pipeline, int reports) {
    Random random = new Random(1999);
    for (int i = 0; i < reports; i++) {
      int drug = skewed(random, 60);
      int event = random.nextInt(10) == 0 ? drug * 7 % 90 : skewed(random, 90);
      pipeline.send(
          report("report " + i)
              .suspect("DRUG " + drug)
              .reaction("EVENT " + event, "EVENT " + (event + 1 + skewed(random, 20))));
    }
  }

  private static int skewed(Random random, int size) {
    return (int) (size * Math.pow(random.nextDouble(), 3));
  }
}
