package io.tocsin.reasoning.rules;

import static io.tocsin.reasoning.AlertBuilder.alert;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.reasoning.AlertBuilder;
import io.tocsin.reasoning.grounding.GroundingCheck;
import io.tocsin.schemas.alert.Alert;
import io.tocsin.schemas.alert.AlertReason;
import io.tocsin.schemas.detection.Assessment;
import io.tocsin.schemas.detection.CausalityItem;
import io.tocsin.schemas.detection.Criterion;
import io.tocsin.schemas.detection.Evidence;
import io.tocsin.schemas.detection.Fact;
import io.tocsin.schemas.detection.Finding;
import io.tocsin.schemas.detection.Priority;
import io.tocsin.schemas.detection.Recommendation;
import io.tocsin.schemas.reference.ProductLabel;
import io.tocsin.schemas.signal.AlertLevel;
import io.tocsin.schemas.signal.CaseSummary.WeekCount;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class LabelRulesTest {
  private static final LocalDate REVISED = LocalDate.parse("1998-08-31");

  private final RulesEngine rules = new RulesEngine();

  @Test
  void aReactionThatTheLabelListsIsKnown() {
    Assessment assessment = assess(alert().nobodyInDanger(), label("Intussusception"), true);

    assertThat(notLabelled(assessment))
        .isEqualTo(
            new CausalityItem(
                Criterion.NOT_LABELLED,
                Finding.NOT_SUPPORTED,
                "The product information lists the reaction.",
                List.of("label.lists_event", "label.document")));
    assertThat(assessment)
        .returns(Recommendation.CLOSE_AS_KNOWN, Assessment::recommendation)
        .returns(Priority.LOW, Assessment::priority);
    assertThat(assessment.narrative()).contains("Close the signal");
  }

  @Test
  void aReactionThatTheLabelDoesNotListSpeaksForTheSignal() {
    Assessment assessment = assess(alert().nobodyInDanger(), label("Pyrexia"), false);

    assertThat(notLabelled(assessment).finding()).isEqualTo(Finding.SUPPORTED);
    assertThat(assessment.recommendation()).isEqualTo(Recommendation.VALIDATE_AND_ESCALATE);
  }

  @Test
  void aLabelThatListsNothingSaysNothing() {
    Assessment assessment = assess(alert().nobodyInDanger(), label(), false);

    assertThat(notLabelled(assessment).finding()).isEqualTo(Finding.NO_DATA);
    assertThat(assessment.recommendation()).isEqualTo(Recommendation.VALIDATE_AND_ESCALATE);
  }

  @Test
  void aKnownReactionThatThreatensLifeIsASignalAgain() {
    Assessment assessment = assess(alert().serious(4, 1), label("Intussusception"), true);

    assertThat(notLabelled(assessment).finding()).isEqualTo(Finding.NOT_SUPPORTED);
    assertThat(assessment.recommendation()).isEqualTo(Recommendation.VALIDATE_AND_ESCALATE);
  }

  @Test
  void aKnownReactionThatIsReportedMoreOftenIsASignalAgain() {
    AlertBuilder more =
        alert()
            .nobodyInDanger()
            .weekly(
                new WeekCount(LocalDate.parse("1999-03-08"), 1),
                new WeekCount(LocalDate.parse("1999-07-12"), 9));

    assertThat(assess(more, label("Intussusception"), true).recommendation())
        .isEqualTo(Recommendation.VALIDATE_AND_ESCALATE);
  }

  @Test
  void nothingIsClosedWhoseReportsAndCourseAreNotKnown() {
    AlertBuilder young =
        alert().nobodyInDanger().weekly(new WeekCount(LocalDate.parse("1999-07-12"), 4));
    AlertBuilder observed = alert().withoutTable();

    assertThat(assess(young.receivedFrom("1999-07-12"), label("Intussusception"), true))
        .returns(Recommendation.VALIDATE_AND_ESCALATE, Assessment::recommendation);
    assertThat(assess(observed, label("Intussusception"), true))
        .returns(Recommendation.REQUEST_DATA, Assessment::recommendation);
  }

  @Test
  void aLabelRefutesNothingThatFell() {
    AlertBuilder fell =
        alert()
            .nobodyInDanger()
            .level(AlertReason.DE_ESCALATED, AlertLevel.HIGH, AlertLevel.WATCHLIST);

    assertThat(assess(fell, label("Intussusception"), true).recommendation())
        .isEqualTo(Recommendation.MONITOR);
  }

  @Test
  void aLabelIsToldWithItsVersionAndItsDate() {
    List<Fact> facts = LabelFacts.of(label("Pyrexia", "Rash"), "package insert", false);

    assertThat(facts)
        .extracting(Fact::id)
        .containsExactly(
            "label.document",
            "label.version",
            "label.revised",
            "label.reactions",
            "label.lists_event");
    assertThat(facts)
        .extracting(fact -> fact.value() == null ? fact.text() : fact.value().toString())
        .containsExactly("package insert", "1998-08", "1998-08-31", "2", "no");
  }

  /** Also asserts that everything that is said is grounded. */
  private Assessment assess(AlertBuilder builder, ProductLabel label, boolean listed) {
    Alert alert = builder.build();
    List<Fact> facts =
        Stream.concat(
                rules.evidence(alert).facts().stream(),
                LabelFacts.of(label, label.document(), listed).stream())
            .toList();
    Evidence evidence = new Evidence(facts, List.of());
    Assessment assessment = rules.assess(alert, evidence);
    assertThat(GroundingCheck.check(alert.pair(), assessment, evidence).problems()).isEmpty();
    return assessment;
  }

  private static ProductLabel label(String... reactions) {
    return new ProductLabel("RotaShield", List.of(reactions), "package insert", "1998-08", REVISED);
  }

  private static CausalityItem notLabelled(Assessment assessment) {
    return assessment.items().stream()
        .filter(item -> item.criterion() == Criterion.NOT_LABELLED)
        .findFirst()
        .orElseThrow();
  }
}
