package io.tocsin.scorer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.schemas.control.Layer;
import io.tocsin.schemas.model.FitMethod;
import io.tocsin.schemas.model.ModelParameters;
import io.tocsin.scorer.metrics.RecentShare;
import io.tocsin.scoring.ScoringConfig;
import io.tocsin.status.HealthComponent;
import io.tocsin.status.HealthState;
import io.tocsin.topology.control.LiveConfiguration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams.State;
import org.junit.jupiter.api.Test;

final class ScorerHealthTest {
  private static final EngineView.StreamThread FIRST =
      new EngineView.StreamThread(
          "scorer-1-StreamThread-1",
          "RUNNING",
          Map.of("0_0", List.of("adverse-event-reports-0")),
          List.of("1_1"));
  private static final EngineView.StreamThread SECOND =
      new EngineView.StreamThread(
          "scorer-1-StreamThread-2",
          "RUNNING",
          Map.of("0_1", List.of("adverse-event-reports-1")),
          List.of());
  private static final EngineView.StreamThread DEAD =
      new EngineView.StreamThread("scorer-1-StreamThread-2", "DEAD", Map.of(), List.of());

  private EngineView engine = running(FIRST, SECOND);
  private BrokerProbe.Answer broker = new BrokerProbe.Answer(Instant.EPOCH, 3, "");
  private RecentShare.Recent refused = new RecentShare.Recent(1000, 1);
  private Optional<ModelParameters> model = Optional.empty();
  private final LiveConfiguration configuration =
      new LiveConfiguration(ScoringConfig.DEFAULTS, Layer.organisation("acme"));
  private final ScorerHealth health =
      new ScorerHealth(
          2, 0.05, () -> engine, () -> broker, () -> refused, () -> model, configuration);

  @Test
  void aScorerThatRunsIsLiveReadyAndUpInEveryPart() {
    assertThat(health.live()).isTrue();
    assertThat(health.ready()).isTrue();
    assertThat(health.components())
        .extracting(HealthComponent::name)
        .containsExactly(
            "streams",
            "threads",
            "global-thread",
            "tasks",
            "broker",
            "dead-letters",
            "model",
            "configuration");
    assertThat(health.components()).extracting(HealthComponent::state).containsOnly(HealthState.UP);
    assertThat(component("tasks").details())
        .containsEntry(
            "active",
            Map.of(
                "0_0", List.of("adverse-event-reports-0"),
                "0_1", List.of("adverse-event-reports-1")))
        .containsEntry("standby", List.of("1_1"));
  }

  @Test
  void aFittedModelIsShownInWhatJsonCanSay() throws Exception {
    model =
        Optional.of(
            new ModelParameters(
                "fit-3",
                new ModelParameters.Theta(0.2, 0.1, 2, 4, 0.3),
                FitMethod.ZERO_INCLUDING,
                -36_087.1,
                List.of(),
                10_746,
                22_072,
                null,
                List.of(),
                Instant.EPOCH,
                List.of("truncated: not plausible")));

    String shown = new ObjectMapper().writeValueAsString(component("model").details());

    assertThat(shown)
        .isEqualTo(
            "{\"version\":\"fit-3\",\"method\":\"zero_including\",\"pairs\":10746,"
                + "\"fitted_at\":\"1970-01-01T00:00:00Z\","
                + "\"notes\":[\"truncated: not plausible\"]}");
  }

  @Test
  void theSettingsInForceAreNamedAndALayerOfAnotherReleaseDegrades() {
    configured("{\"levels\":{\"critical\":0.99}}");

    assertThat(component("configuration").state()).isEqualTo(HealthState.UP);
    assertThat(component("configuration").details())
        .containsEntry("version", "defaults-1+organisation/acme@v1")
        .containsEntry("scores_for", "organisation/acme")
        .containsEntry("layers", List.of("organisation/acme@v1"));

    configured("{\"levels\":{\"extreme\":0.999}}");

    assertThat(component("configuration").state()).isEqualTo(HealthState.DEGRADED);
    assertThat(component("configuration").details())
        .containsEntry("version", "defaults-1+organisation/acme@v1")
        .hasEntrySatisfying(
            "problem",
            problem -> assertThat(problem).asString().startsWith("levels.extreme is unknown"));
  }

  private void configured(String settings) {
    String record =
        "{\"scope\":\"organisation\",\"organisation\":\"acme\",\"version\":\"v1\",\"settings\":%s}"
            .formatted(settings);
    configuration.put("organisation/acme".getBytes(UTF_8), record.getBytes(UTF_8));
  }

  @Test
  void aScorerThatRebalancesIsLiveDegradedAndNotReady() {
    engine = new EngineView(State.REBALANCING, List.of(FIRST, SECOND), true, Map.of());

    assertThat(health.live()).isTrue();
    assertThat(health.ready()).isFalse();
    assertThat(component("streams").state()).isEqualTo(HealthState.DEGRADED);
  }

  @Test
  void aScorerThatRestoresShowsWhatIsLeft() {
    RestoreProgress restore = new RestoreProgress();
    TopicPartition changelog = new TopicPartition("scorer-pairs-changelog", 1);
    restore.onRestoreStart(changelog, "pairs", 100, 500);
    restore.onBatchRestored(changelog, "pairs", 250, 150);
    engine = new EngineView(State.REBALANCING, List.of(FIRST, SECOND), true, restore.remaining());

    assertThat(component("tasks").state()).isEqualTo(HealthState.DEGRADED);
    assertThat(component("tasks").details())
        .containsEntry("restoring", Map.of("scorer-pairs-changelog-1", 250L));

    restore.onRestoreEnd(changelog, "pairs", 400);

    assertThat(restore.remaining()).isEmpty();
  }

  @Test
  void aScorerThatLostAThreadIsDegradedAndWithoutAnyIsNotLive() {
    engine = running(FIRST, DEAD);

    assertThat(component("threads").state()).isEqualTo(HealthState.DEGRADED);
    assertThat(component("threads").details())
        .containsEntry("alive", 1L)
        .containsEntry("wanted", 2);
    assertThat(health.live()).isTrue();

    engine = running(DEAD);

    assertThat(component("threads").state()).isEqualTo(HealthState.DOWN);
    assertThat(health.live()).isFalse();
    assertThat(health.ready()).isFalse();
  }

  @Test
  void aScorerThatFailedIsNeitherLiveNorReady() {
    engine = new EngineView(State.ERROR, List.of(), false, Map.of());

    assertThat(health.live()).isFalse();
    assertThat(health.ready()).isFalse();
    assertThat(component("streams").state()).isEqualTo(HealthState.DOWN);
    assertThat(component("global-thread").state()).isEqualTo(HealthState.DOWN);
  }

  @Test
  void aScorerThatStartsOrStopsIsLiveAndNotReady() {
    for (State state : List.of(State.CREATED, State.PENDING_SHUTDOWN)) {
      engine = new EngineView(state, List.of(), false, Map.of());
      assertThat(health.live()).as(state.name()).isTrue();
      assertThat(health.ready()).as(state.name()).isFalse();
    }
  }

  @Test
  void aBrokerThatDoesNotAnswerIsDownWithTheReason() {
    broker = new BrokerProbe.Answer(Instant.EPOCH, 0, "no answer within 2000 ms");

    assertThat(component("broker"))
        .isEqualTo(
            new HealthComponent(
                "broker", HealthState.DOWN, Map.of("problem", "no answer within 2000 ms")));
    assertThat(health.live()).isTrue();
  }

  @Test
  void manyDeadLettersDegradeAFewDoNot() {
    refused = new RecentShare.Recent(1000, 51);
    assertThat(component("dead-letters").state()).isEqualTo(HealthState.DEGRADED);

    refused = new RecentShare.Recent(1000, 50);
    assertThat(component("dead-letters").state()).isEqualTo(HealthState.UP);

    refused = new RecentShare.Recent(3, 3);
    assertThat(component("dead-letters").state())
        .as("three records are too few to judge")
        .isEqualTo(HealthState.UP);
  }

  private static EngineView running(EngineView.StreamThread... threads) {
    return new EngineView(State.RUNNING, List.of(threads), true, Map.of());
  }

  private HealthComponent component(String name) {
    return health.components().stream()
        .filter(component -> component.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
