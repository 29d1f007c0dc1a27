package io.tocsin.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.schemas.signal.AlertLevel;
import io.tocsin.scoring.check.Step;
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
        () -> new RuleThresholds(0, 2, 4, 1, 0, 2, 5, 99.9, 2.5, 1.8),
        "scoring: rules.minReports is 0, it must be 1 or more");
    assertRefused(
        () -> new RuleThresholds(3, -2, 4, 1, 0, 2, 5, 99.9, 2.5, 1.8),
        "scoring: rules.evansPrr is -2.0, it must be 0 or more and finite");
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

  private static void assertRefused(ThrowingCallable making, String message) {
    assertThatThrownBy(making).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}
