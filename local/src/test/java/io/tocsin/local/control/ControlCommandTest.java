package io.tocsin.local.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.local.CommandRun;
import io.tocsin.local.kafka.EmbeddedKafka;
import io.tocsin.schemas.control.ControlRecord;
import io.tocsin.schemas.control.Layer;
import io.tocsin.schemas.json.Json;
import io.tocsin.schemas.topic.Topics;
import io.tocsin.scorer.EngineConfig;
import io.tocsin.scorer.ScorerApp;
import io.tocsin.scorer.ScorerConfig;
import io.tocsin.scorer.StatusConfig;
import io.tocsin.topology.TopologyConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ControlCommandTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private static Path directory = Path.of("");

  private final EmbeddedKafka kafka = EmbeddedKafka.builder().start();
  private final Topics topics = new Topics("", 1);
  private @Nullable ScorerApp scorer;

  @BeforeAll
  void aScorerRuns() {
    assertThat(run("topics", "create", "--partitions", "1").exitCode()).isZero();
    start();
  }

  @AfterAll
  void stop() {
    scorer().close();
    kafka.close();
  }

  @Test
  void whatIsSetHoldsWhileTheScorerRunsAndIsShownWithWhereItComesFrom() {
    CommandRun first =
        run("control", "set", "levels.critical=0.97", "--as", "spring", "--reason", "too loud");
    CommandRun second = run("control", "set", "gate.min_reports=5");

    assertThat(first.err()).isEmpty();
    assertThat(first.exitCode()).isZero();
    assertThat(first.out().lines())
        .containsExactly("platform@spring holds from now on", "  levels.critical  0.95 -> 0.97");
    assertThat(second.out()).startsWith("platform@v1 holds from now on");
    await()
        .untilAsserted(
            () ->
                assertThat(scorer().configuration().current().version())
                    .isEqualTo("defaults-1+platform@v1"));
    assertThat(scorer().configuration().current().levels().critical()).isEqualTo(0.97);
    assertThat(scorer().configuration().current().gate().minReports()).isEqualTo(5);
    assertThat(scorer().metrics())
        .contains("scoring_configuration_info{version=\"defaults-1+platform@v1\"} 1");

    CommandRun shown = run("control", "show", "levels");
    assertThat(shown.out().lines())
        .anyMatch(line -> line.matches(" {2}platform@v1 {2}\\S+Z by .+"))
        .contains(
            "platform scores with defaults-1+platform@v1:",
            "  levels.critical   0.97  platform@v1",
            "  levels.high       0.8   defaults-1");
    CommandRun history = run("control", "history");
    assertThat(history.out().lines())
        .anyMatch(
            line ->
                line.startsWith("platform@spring  ")
                    && line.endsWith(": too loud  {\"levels\":{\"critical\":0.97}}"))
        .anyMatch(line -> line.startsWith("platform@v1  "));
    run("control", "unset");
  }

  @Test
  void whatCannotHoldIsRefusedBeforeItIsHandedIn() {
    CommandRun refused = run("control", "set", "levels.critical=0.7", "--organisation", "hasty");
    CommandRun misspelt = run("control", "validate", "level.critical=0.99");
    CommandRun asJson =
        run("control", "set", "levels.critical=2", "--organisation", "hasty", "--json");

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.err().strip())
        .isEqualTo(
            "tocsin: refused, all stays as it was: scoring: levels are 0.7, 0.8, 0.65, 0.45, 0.25,"
                + " they must fall from critical to low");
    assertThat(run("control", "validate", "expectation=wild").err())
        .contains("expectation must be one of crude, stratified");
    assertThat(misspelt.exitCode()).isEqualTo(1);
    assertThat(misspelt.err()).contains("level is unknown; did you mean levels?");
    assertThat(asJson.exitCode()).isEqualTo(1);
    assertThat(json(asJson).get("accepted").asBoolean()).isFalse();
    assertThat(json(asJson).get("reason").asText()).contains("must lie between 0 and 1");
    assertThat(run("control", "history").out()).doesNotContain("hasty");
  }

  @Test
  void aScorerThatKnowsMoreRefusesAndIsHeard() {
    Layer stale = Layer.organisation("stale");
    ControlDesk desk = new ControlDesk(client(), topics);
    KnownSettings before = KnownSettings.read(client(), topics);
    assertThat(run("control", "set", "levels.high=0.9", "--organisation", "stale").exitCode())
        .isZero();
    ObjectNode high = Json.mapper().createObjectNode();
    high.putObject("levels").put("high", 0.85);
    Proposal late = Proposal.of(before, ControlRecord.of(stale, "v1", null, null, high));

    ControlDesk.Verdict verdict = desk.handIn(late, PATIENCE);

    assertThat(verdict)
        .isEqualTo(
            new ControlDesk.Refused(
                "organisation/stale@v1 names other settings already; give these another version"));
  }

  @Test
  void aLayerOfAnOrganisationIsRemovedAndTheOneBelowIsBack() throws IOException {
    Path file = directory.resolve("settings.json");
    Files.writeString(file, "{\"layer2\": {\"by_count\": [{\"bound\": 3, \"score\": 1}]}}");

    CommandRun set = run("control", "set", "--file", file.toString(), "--organisation", "acme");
    CommandRun more =
        run("control", "set", "expectation=stratified", "--organisation", "acme", "--user", "jo");
    CommandRun shown =
        run("control", "show", "--changed", "--json", "--organisation", "acme", "--user", "jo");

    assertThat(set.exitCode()).as(set.err()).isZero();
    assertThat(more.exitCode()).as(more.err()).isZero();
    JsonNode all = json(shown);
    assertThat(all.get("version").asText()).endsWith("+organisation/acme@v1+user/acme/jo@v1");
    assertThat(all.get("settings"))
        .extracting(setting -> setting.get("path").asText() + " " + setting.get("from").asText())
        .contains("expectation user/acme/jo@v1", "layer2.by_count organisation/acme@v1");

    assertThat(run("control", "unset", "--organisation", "acme", "--user", "jo").out().lines())
        .containsExactly("user/acme/jo is removed", "  expectation  \"stratified\" -> \"crude\"");
    CommandRun unset = run("control", "unset", "--organisation", "acme");
    assertThat(unset.out()).startsWith("organisation/acme is removed");
    assertThat(run("control", "show", "--changed", "--organisation", "acme").out())
        .doesNotContain("acme@");
    assertThat(run("control", "unset", "--organisation", "acme").out())
        .startsWith("organisation/acme says nothing, so nothing is removed");
  }

  @Test
  void aRestartedScorerGoesOnWithWhatItHadAccepted() {
    run("control", "set", "levels.low=0.2", "--organisation", "lasting", "--as", "kept");
    assertThat(run("control", "show", "--organisation", "lasting").out()).contains("lasting@kept");

    scorer().close();
    start();

    assertThat(scorer().configuration().settings().all())
        .extracting(ControlRecord::name)
        .contains("organisation/lasting@kept");
    CommandRun again =
        run("control", "set", "levels.low=0.1", "--organisation", "lasting", "--as", "kept");
    assertThat(again.exitCode()).isEqualTo(1);
  }

  @Test
  void withoutAScorerTheOperatorIsToldWhatBecomesOfTheRecord() {
    assertThat(run("topics", "create", "--partitions", "1", "--prefix", "idle.").exitCode())
        .isZero();

    CommandRun run = run("control", "set", "levels.low=0.2", "--wait", "1", "--prefix", "idle.");

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err())
        .contains("No scorer has answered within 1 s: the record stays on idle.control");
  }

  @Test
  void whatMakesNoSenseIsAMatterOfTheCommandLine() {
    assertThat(run("control", "set", "levels").err())
        .contains("'levels' must be PATH=VALUE, as in gate.min_reports=5");
    assertThat(run("control", "set").exitCode()).isEqualTo(2);
    assertThat(run("control", "set", "levels.low=0.2", "--user", "jane").err())
        .contains("the organisation must be named");
    assertThat(run("control", "set", "levels.low=0.2", "--as", "a b").exitCode()).isEqualTo(2);
    assertThat(run("control", "set", "--file", "nowhere.json").exitCode()).isEqualTo(2);
    assertThat(run("control", "show", "--prefix", "absent.").exitCode()).isEqualTo(3);
    assertThat(run("control", "show", "nonsense").exitCode()).isEqualTo(1);
  }

  private CommandRun run(String... arguments) {
    return CommandRun.on(kafka, arguments);
  }

  private static JsonNode json(CommandRun run) {
    try {
      return Json.mapper().readTree(run.out());
    } catch (IOException e) {
      throw new AssertionError(run.out(), e);
    }
  }

  private Map<String, Object> client() {
    return ScorerConfig.brokers(kafka.bootstrapServers());
  }

  private void start() {
    ScorerApp started =
        new ScorerApp(
            new ScorerConfig(
                client(),
                topics,
                EngineConfig.defaults("control-test", directory.resolve("state")),
                TopologyConfig.defaults(1),
                StatusConfig.LOOPBACK));
    started.start();
    started.awaitRunning(PATIENCE);
    scorer = started;
  }

  private ScorerApp scorer() {
    return Objects.requireNonNull(scorer);
  }
}
