package io.tocsin.topology;

import static io.tocsin.topology.Reports.report;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.schemas.alert.Alert;
import io.tocsin.schemas.control.Layer;
import io.tocsin.schemas.deadletter.DeadLetter;
import io.tocsin.schemas.deadletter.ErrorCode;
import io.tocsin.schemas.signal.AlertLevel;
import io.tocsin.topology.scoring.AsOf;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConfigurationStoriesTest {
  private static final LocalDate TODAY = LocalDate.of(2005, 1, 1);
  private static final Layer ACME = Layer.organisation("acme");
  private static final Layer JANE = Layer.user("acme", "jane");

  private Pipeline pipeline = scoringFor(Layer.PLATFORM);

  private static Pipeline scoringFor(Layer whose) {
    return new Pipeline(
        TopologyConfig.defaults(1).withAsOf(AsOf.NEWEST_RECEIPT).withConfigurationOf(whose));
  }

  @AfterEach
  void close() {
    pipeline.close();
  }

  @Test
  void aChangedThresholdTakesEffectOnTheNextScoreWithoutARestart() {
    backgroundAndCases(3);
    assertThat(pipeline.score("ROTA", "INTUS").alertLevel()).isGreaterThan(AlertLevel.NONE);
    assertThat(pipeline.score("ROTA", "INTUS").configVersion()).isEqualTo("defaults-1");
    assertThat(pipeline.newAlerts().getLast().toLevel()).isGreaterThan(AlertLevel.NONE);

    pipeline.set(Layer.PLATFORM, "v2", "{\"gate\":{\"min_reports\":10}}");
    oneMoreCase("after");

    assertThat(pipeline.score("ROTA", "INTUS").configVersion()).isEqualTo("defaults-1+platform@v2");
    assertThat(pipeline.score("ROTA", "INTUS").heldBack())
        .isEqualTo("4 reports, an alert needs 10");
    assertThat(pipeline.newAlerts()).extracting(Alert::toLevel).containsExactly(AlertLevel.NONE);
    assertThat(pipeline.configuration().epoch()).isEqualTo(1);
  }

  @Test
  void settingsThatCannotHoldAreRefusedWithTheReasonAndTheOldOnesStay() {
    pipeline.set(Layer.PLATFORM, "v1", "{\"levels\":{\"high\":0.9}}");
    pipeline.set(Layer.PLATFORM, "v2", "{\"levels\":{\"high\":0.96}}");

    assertThat(pipeline.configuration().current().version()).isEqualTo("defaults-1+platform@v1");
    assertThat(pipeline.configuration().current().levels().high()).isEqualTo(0.9);
    DeadLetter letter = onlyRefusal();
    assertThat(letter.code()).isEqualTo(ErrorCode.OUT_OF_RANGE);
    assertThat(letter.field()).isEqualTo("settings.levels");
    assertThat(letter.message())
        .isEqualTo(
            "scoring: levels are 0.95, 0.96, 0.65, 0.45, 0.25, they must fall from critical to"
                + " low");
    assertThat(letter.topic()).isEqualTo("control");
    assertThat(letter.offset()).isEqualTo(1);
    assertThat(letter.stage()).isEqualTo("control-intake");
  }

  @Test
  void anOrganisationOverridesThePlatformAndAUserTheOrganisation() {
    pipeline.close();
    pipeline = scoringFor(JANE);

    pipeline
        .set(JANE, "j1", "{\"levels\":{\"critical\":0.99}}")
        .set(ACME, "a1", "{\"levels\":{\"critical\":0.98,\"high\":0.85}}")
        .set(Layer.PLATFORM, "p1", "{\"levels\":{\"critical\":0.97,\"high\":0.81,\"low\":0.2}}");

    var mine = pipeline.configuration().current();
    assertThat(mine.version())
        .isEqualTo("defaults-1+platform@p1+organisation/acme@a1+user/acme/jane@j1");
    assertThat(mine.levels().critical()).isEqualTo(0.99);
    assertThat(mine.levels().high()).isEqualTo(0.85);
    assertThat(mine.levels().moderate()).isEqualTo(0.65);
    assertThat(mine.levels().low()).isEqualTo(0.2);
    var johns = pipeline.configuration().settings().effective(Layer.user("acme", "john"));
    assertThat(johns.version()).isEqualTo("defaults-1+platform@p1+organisation/acme@a1");
    assertThat(johns.levels().critical()).isEqualTo(0.98);
    var others = pipeline.configuration().settings().effective(Layer.organisation("other"));
    assertThat(others.levels().critical()).isEqualTo(0.97);
  }

  @Test
  void settingsOfOthersChangeNothingHere() {
    pipeline.set(ACME, "a1", "{\"levels\":{\"critical\":0.98}}");

    assertThat(pipeline.configuration().current().version()).isEqualTo("defaults-1");
    assertThat(pipeline.configuration().epoch()).isZero();
  }

  @Test
  void aRemovedLayerBringsBackTheOneBelow() {
    pipeline.close();
    pipeline = scoringFor(ACME);
    pipeline
        .set(Layer.PLATFORM, "p1", "{\"levels\":{\"critical\":0.97}}")
        .set(ACME, "a1", "{\"levels\":{\"critical\":0.98}}");

    pipeline.unset(ACME);
    assertThat(pipeline.configuration().current().levels().critical()).isEqualTo(0.97);
    pipeline.unset(Layer.PLATFORM);
    assertThat(pipeline.configuration().current().version()).isEqualTo("defaults-1");
    assertThat(pipeline.refusedSettings()).isEmpty();
  }

  @Test
  void aLayerThatANarrowerOneRestsOnIsNeitherRemovedNorChangedAwayUnderIt() {
    pipeline
        .set(Layer.PLATFORM, "p1", "{\"levels\":{\"high\":0.7}}")
        .set(ACME, "a1", "{\"levels\":{\"critical\":0.75}}");

    pipeline.unset(Layer.PLATFORM);
    pipeline.set(Layer.PLATFORM, "p2", "{\"levels\":{\"high\":0.76}}");

    assertThat(pipeline.configuration().current().version()).isEqualTo("defaults-1+platform@p1");
    assertThat(pipeline.refusedSettings())
        .extracting(DeadLetter::message)
        .allSatisfy(
            message ->
                assertThat(message)
                    .startsWith("under it, for organisation/acme: scoring: levels are 0.75"));
    pipeline.unset(ACME).unset(Layer.PLATFORM);
    assertThat(pipeline.configuration().current().version()).isEqualTo("defaults-1");
  }

  @Test
  void aRestartKeepsWhatWasAcceptedThoughCompactionHasLeftOnlyARefusedRecordOnControl() {
    pipeline
        .set(Layer.PLATFORM, "v1", "{\"levels\":{\"high\":0.9}}")
        .set(Layer.PLATFORM, "v2", "{\"levels\":{\"high\":7}}");

    pipeline = pipeline.restarted();
    assertThat(pipeline.configuration().current().version()).isEqualTo("defaults-1+platform@v1");

    pipeline.set(Layer.PLATFORM, "v2", "{\"levels\":{\"high\":7}}");
    assertThat(pipeline.configuration().current().version()).isEqualTo("defaults-1+platform@v1");
    pipeline.set(ACME, "a1", "{\"levels\":{\"moderate\":0.85}}");
    assertThat(pipeline.configuration().settings().effective(ACME).levels().moderate())
        .as("accepted only because the platform's 0.9 was remembered")
        .isEqualTo(0.85);
  }

  @Test
  void anotherApplicationTakesOverWhatIsPublished() {
    pipeline.set(Layer.PLATFORM, "v1", "{\"levels\":{\"high\":0.9}}");

    pipeline = pipeline.underAnotherName();
    pipeline.set(ACME, "a1", "{\"levels\":{\"moderate\":0.85}}");

    assertThat(pipeline.refusedSettings()).isEmpty();
    pipeline.set(Layer.PLATFORM, "v1", "{\"levels\":{\"high\":0.91}}");
    assertThat(onlyRefusal().code()).isEqualTo(ErrorCode.DUPLICATE_ENTRY);
  }

  @Test
  void aNameThatNoSettingHasIsRefusedWithTheNearestOne() {
    pipeline.set(Layer.PLATFORM, "v1", "{\"levels\":{\"critcal\":0.99}}");

    DeadLetter letter = onlyRefusal();
    assertThat(letter.code()).isEqualTo(ErrorCode.UNKNOWN_VALUE);
    assertThat(letter.field()).isEqualTo("settings.levels.critcal");
    assertThat(letter.message())
        .isEqualTo("levels.critcal is unknown; did you mean levels.critical?");
  }

  @Test
  void aVersionGoesOnNamingWhatItNamed() {
    pipeline.set(Layer.PLATFORM, "v1", "{\"levels\":{\"high\":0.9}}");
    pipeline.set(Layer.PLATFORM, "v2", "{\"levels\":{\"high\":0.85}}");
    pipeline.set(Layer.PLATFORM, "v1", "{\"levels\":{\"high\":0.8}}");

    DeadLetter letter = onlyRefusal();
    assertThat(letter.code()).isEqualTo(ErrorCode.DUPLICATE_ENTRY);
    assertThat(letter.field()).isEqualTo("version");
    assertThat(pipeline.configuration().find("defaults-1+platform@v1").orElseThrow().levels())
        .extracting("high")
        .isEqualTo(0.9);
    assertThat(pipeline.configuration().find("defaults-1")).isPresent();
    assertThat(pipeline.configuration().find("defaults-1+platform@v3")).isEmpty();
    assertThat(pipeline.configuration().find("defaults-0")).isEmpty();

    pipeline.set(Layer.PLATFORM, "v1", "{\"levels\":{\"high\":0.9}}");
    assertThat(pipeline.refusedSettings()).isEmpty();
    assertThat(pipeline.configuration().current().levels().high()).isEqualTo(0.9);
  }

  @Test
  void whatIsNoLayerIsRefused() {
    pipeline
        .set(Layer.PLATFORM, "v1", "{\"version\":\"mine\"}")
        .control("organisation/acme", pipeline.layer(Layer.PLATFORM, "v1", "{}"))
        .control("everybody", null)
        .control("platform", "{\"scope\":\"platform\"".getBytes(UTF_8))
        .control("platform", "{\"scope\":\"platform\",\"settings\":{}}".getBytes(UTF_8));

    assertThat(pipeline.refusedSettings())
        .extracting(DeadLetter::code)
        .containsExactly(
            ErrorCode.UNKNOWN_VALUE,
            ErrorCode.KEY_MISMATCH,
            ErrorCode.KEY_MISMATCH,
            ErrorCode.MALFORMED_JSON,
            ErrorCode.MISSING_FIELD);
    assertThat(pipeline.configuration().settings().all()).isEmpty();
  }

  private DeadLetter onlyRefusal() {
    var refused = pipeline.refusedSettings();
    assertThat(refused).hasSize(1);
    return refused.getFirst();
  }

  private void backgroundAndCases(int cases) {
    for (int i = 0; i < 400; i++) {
      pipeline.send(
          report("background-" + i).received(TODAY).suspect("D" + i % 20).reaction("E" + i % 7));
    }
    for (int i = 0; i < cases; i++) {
      oneMoreCase("case-" + i);
    }
  }

  private void oneMoreCase(String id) {
    pipeline
        .send(report(id).received(TODAY).hospitalization().suspect("ROTA").reaction("INTUS"))
        .settle();
  }
}
