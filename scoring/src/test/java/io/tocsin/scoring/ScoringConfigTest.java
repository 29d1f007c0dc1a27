package io.tocsin.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.schemas.json.Json;
import io.tocsin.schemas.signal.AlertLevel;
import io.tocsin.scoring.causality.CausalityWeights;
import io.tocsin.scoring.check.Step;
import io.tocsin.scoring.sequential.SequentialThresholds;
import io.tocsin.scoring.temporal.FrequencyThresholds;
import io.tocsin.scoring.temporal.TemporalThresholds;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoringConfigTest {
  @ParameterizedTest
  @CsvSource({
    "1, CRITICAL",
    "0.95, CRITICAL",
    "0.9499, HIGH",
    "0.80, HIGH",
    "0.7999, MODERATE",
    "0.65, MODERATE",
    "0.6499, WATCHLIST",
    "0.45, WATCHLIST",
    "0.4499, LOW",
    "0.25, LOW",
    "0.2499, NONE",
    "0, NONE"
  })
  void aLevelBeginsAtItsThreshold(double fusion, AlertLevel level) {
    assertThat(LevelThresholds.DEFAULTS.of(fusion)).isEqualTo(level);
  }

  @Test
  void theDefaultsSayWhatTheyAre() {
    assertThat(ScoringConfig.DEFAULTS.version()).isEqualTo("defaults-1");
    assertThat(ScoringConfig.DEFAULTS.gate()).isEqualTo(new EvidenceGate(3, 0));
    assertThat(Prior.DUMOUCHEL_1999)
        .isEqualTo(new Prior("dumouchel-1999", 0.2, 0.1, 2, 4, 1.0 / 3));
  }

  @Test
  void aRefusalNamesTheSettingItsValueAndItsBound() {
    assertRefused(
        () -> new FusionWeights(0.5, 0.4, 0.2),
        "scoring: the sum of the layers' shares is 1.1, it must be 1");
    assertRefused(
        () -> new FusionWeights(1.5, -0.5, 0),
        "scoring: the layers' shares is 1.5, it must lie between 0 and 1");
    assertRefused(
        () -> new LevelThresholds(0.9, 0.8, 0.85, 0.4, 0.2),
        "scoring: levels are 0.9, 0.8, 0.85, 0.4, 0.2, they must fall from critical to low");
    assertRefused(
        () -> new EvidenceGate(-1, 0), "scoring: gate.minReports is -1, it must be 0 or more");
    assertRefused(
        () -> new EvidenceGate(3, Double.NaN),
        "scoring: gate.ic025Above is NaN, it must be finite");
    assertRefused(
        () -> new Prior("broken", 0, 0.1, 2, 4, 0.5),
        "scoring: alpha1 of the prior is 0.0, it must be above 0 and finite");
    assertRefused(
        () -> new Prior(" ", 1, 1, 2, 4, 0.5),
        "scoring: the version of the prior is empty, it must be given");
    assertRefused(
        () -> new Prior("broken", 1, 1, 2, 4, 1.01),
        "scoring: p of the prior is 1.01, it must lie between 0 and 1");
    assertRefused(
        () -> rules(List.of(), 0, 2), "scoring: rules.minReports is 0, it must be 1 or more");
    assertRefused(
        () -> rules(List.of(), 3, -2),
        "scoring: rules.evansPrr is -2.0, it must be 0 or more and finite");
    assertRefused(
        () -> rules(List.of("evans", "prr"), 3, 2),
        "scoring: rules.enabled names prr, it may name evans, ror025, ic025, eb05, ema-2016, mhra,"
            + " increased-frequency, max-sprt");
    assertRefused(
        () -> new AlertingThresholds(0.3, 0.1, 180),
        "scoring: alerting.scoreMargin is 0.3, it must lie between 0.0 and 0.2");
    assertRefused(
        () -> new AlertingThresholds(0.02, -1, 180),
        "scoring: alerting.icMargin is -1.0, it must lie between 0.0 and 2.0");
    assertRefused(
        () -> new AlertingThresholds(0.02, 0.1, 0),
        "scoring: alerting.renewAfterDays is 0, it must be 1 or more");
  }

  @Test
  void stepsOutOfOrderAreRefused() {
    CompositeWeights defaults = CompositeWeights.DEFAULTS;
    assertRefused(
        () ->
            new CompositeWeights(
                0.3,
                0.4,
                0.2,
                0.1,
                defaults.byFlags(),
                List.of(new Step(3, 0.05), new Step(5, 0.1)),
                defaults.byEb05(),
                0.3,
                0.05,
                0.5),
        "scoring: bound 2 of composite.strength is 5.0, it must be below the one before");
    assertRefused(
        () ->
            new CompositeWeights(
                0.3,
                0.4,
                0.2,
                0.1,
                List.of(0.2, 0.5),
                defaults.strength(),
                defaults.byEb05(),
                0.3,
                0.05,
                0.5),
        "scoring: composite.byFlags has 2 values, it must have 4: for 0, 1, 2 and 3 flags");
    assertRefused(
        () ->
            new ManySourcesWeights.Novel(
                List.of(new Step(90, 1), new Step(30, 0.8)), 0.2, 0.5, List.of(), 0.2, 0.2),
        "scoring: bound 2 of layer2.novel.unlabelled is 30.0, it must be above the one before");
  }

  @Test
  void theTypeOfOtherSourcesMustHaveAPriority() {
    assertRefused(
        () ->
            new ManySourcesWeights.Agreement(
                Map.of("faers", 1.0), "social", 0.5, 0.5, 0.1, 0.7, 3, 0.2),
        "scoring: layer2.agreement.otherType is social, it must be one of the types with a"
            + " priority");
  }

  @Test
  void settingsReadBackAsTheyAreWritten() {
    assertThat(Json.read(Json.write(ScoringConfig.DEFAULTS), ScoringConfig.class))
        .isEqualTo(ScoringConfig.DEFAULTS);
    ScoringConfig other =
        new ScoringConfig(
            "site-7",
            Expectation.STRATIFIED,
            5,
            0.01,
            rules(List.of("max-sprt", "ic025"), 4, 2.5),
            new SequentialThresholds(50, 1, 0.01),
            TemporalThresholds.DEFAULTS,
            CausalityWeights.DEFAULTS,
            new EvidenceGate(2, -0.5),
            CompositeWeights.DEFAULTS,
            SingleSourceWeights.DEFAULTS,
            ManySourcesWeights.DEFAULTS,
            new FusionWeights(0.5, 0.25, 0.25),
            LevelThresholds.DEFAULTS,
            new AlertingThresholds(0.05, 0, 30));
    assertThat(Json.read(Json.write(other), ScoringConfig.class)).isEqualTo(other);
  }

  @Test
  void namesAreInSnakeCaseAndChoicesInLowerCaseOnTheWire() {
    JsonNode json = Json.mapper().valueToTree(ScoringConfig.DEFAULTS);

    assertThat(json.at("/expectation").asText()).isEqualTo("crude");
    assertThat(json.at("/rules/enabled/0").asText()).isEqualTo("evans");
    assertThat(json.at("/rules/ic025_above").asDouble(-1)).isZero();
    assertThat(json.at("/temporal/spike/z_above").asDouble()).isEqualTo(3);
    assertThat(json.at("/layer2/agreement/priorities/faers").asDouble()).isEqualTo(0.4);
    assertThat(json.at("/alerting/renew_after_days").asInt()).isEqualTo(180);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          /subgroup_min_reports      ; 0           ; subgroupMinReports is 0
          /false_discovery_rate      ; 1.5         ; falseDiscoveryRate is 1.5
          /rules/enabled             ; ["whim"]    ; rules.enabled names whim
          /rules/frequency/min_new   ; 0           ; rules.frequency.minNew is 0
          /sequential/alpha          ; 0           ; sequential.alpha is 0.0
          /temporal/spike/p_below    ; 2           ; temporal.spike.pBelow is 2.0
          /causality/certain         ; -0.1        ; causality.certain is -0.1
          /gate/min_reports          ; -1          ; gate.minReports is -1
          /composite/significant     ; 7           ; composite.significant is 7.0
          /layer1/count_full         ; 0           ; layer1.countFull is 0.0
          /layer2/severe_text        ; 1.2         ; layer2.severeText is 1.2
          /fusion/layer0             ; 0.9         ; the layers' shares is 1.55
          /levels/low                ; 0.9         ; levels are 0.95, 0.8, 0.65, 0.45, 0.9
          """)
  void aWrongSettingReadFromJsonIsRefusedByName(String at, String value, String saying) {
    assertThatThrownBy(() -> Settings.at(at, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("scoring: ")
        .hasMessageContaining(saying);
  }

  private static RuleThresholds rules(List<String> enabled, long minReports, double evansPrr) {
    return new RuleThresholds(
        enabled, minReports, evansPrr, 4, 1, 0, 2, 5, 99.9, 2.5, 1.8, FrequencyThresholds.DEFAULTS);
  }

  private static void assertRefused(ThrowingCallable making, String message) {
    assertThatThrownBy(making).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}
