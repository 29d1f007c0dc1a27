package io.tocsin.reasoning.grounding;

import static io.tocsin.reasoning.AlertBuilder.alert;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.reasoning.AlertBuilder;
import io.tocsin.reasoning.rules.RulesEngine;
import io.tocsin.schemas.alert.Alert;
import io.tocsin.schemas.alert.AlertReason;
import io.tocsin.schemas.detection.Argument;
import io.tocsin.schemas.detection.Assessment;
import io.tocsin.schemas.detection.Grounding;
import io.tocsin.schemas.signal.AlertLevel;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GroundingCheckTest {
  private final RulesEngine rules = new RulesEngine();

  @ParameterizedTest
  @MethodSource("alertsOfEveryKind")
  void whatTheRulesSayIsAlwaysGrounded(AlertBuilder builder) {
    Alert alert = builder.build();

    assertThat(check(alert, rules.assess(alert))).isEqualTo(new Grounding(true, List.of()));
  }

  static Stream<AlertBuilder> alertsOfEveryKind() {
    return Stream.of(AlertReason.values())
        .flatMap(
            reason ->
                Stream.of(AlertLevel.values())
                    .flatMap(
                        to ->
                            Stream.of(
                                    alert(),
                                    alert().withoutTable(),
                                    alert().table(1, 0, 0, 9),
                                    alert().table(0, 3, 9, 88).noRuleMet(),
                                    alert().of("5-FU", "HEPATITIS B VIRUS 7"),
                                    alert().heldBack("fewer than 5 reports"))
                                .map(one -> one.level(reason, AlertLevel.MODERATE, to))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The risk is 12 times higher.",
        "The risk is 12x higher.",
        "About 34.5 reports are expected.",
        "It began on 1999-07-16.",
        "Between 4-12 reports.",
        "The lower bound is -1.21."
      })
  void anInventedNumberIsFound(String sentence) {
    Alert alert = alert().build();

    Grounding grounding = check(alert, withNarrative(rules.assess(alert), sentence));

    assertThat(grounding.grounded()).isFalse();
    assertThat(grounding.problems()).singleElement().asString().startsWith("narrative says ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4 reports as of 1999-07-15.",
        "The lower bound is 1.21, or 1.2.",
        "ROTAVIRUS 4-VALENT (ROTASHIELD) meets IC025 and ema-2016.",
        "p is 0.000000031."
      })
  void aNumberThatAFactHoldsIsGroundedHoweverItIsRounded(String sentence) {
    Alert alert = alert().build();

    assertThat(check(alert, withNarrative(rules.assess(alert), sentence)).problems()).isEmpty();
  }

  @Test
  void aFactThatDoesNotExistCannotBeCited() {
    Alert alert = alert().build();
    Assessment assessment = rules.assess(alert);

    Grounding grounding =
        check(
            alert,
            with(
                assessment,
                assessment.narrative(),
                List.of(new Argument("It is so.", List.of("table.n99")))));

    assertThat(grounding.problems())
        .containsExactly("argument cites fact table.n99, which does not exist");
  }

  private Grounding check(Alert alert, Assessment assessment) {
    return GroundingCheck.check(alert.pair(), assessment, rules.evidence(alert));
  }

  private static Assessment withNarrative(Assessment original, String narrative) {
    return with(original, narrative, original.evidenceFor());
  }

  private static Assessment with(
      Assessment original, String narrative, List<Argument> evidenceFor) {
    return new Assessment(
        original.causality(),
        original.items(),
        evidenceFor,
        original.evidenceAgainst(),
        original.missing(),
        original.confounders(),
        original.recommendation(),
        original.priority(),
        original.confidence(),
        narrative,
        original.limitations(),
        original.notice(),
        null);
  }
}
