package io.tocsin.reasoning.prompt;

import static io.tocsin.reasoning.AlertBuilder.alert;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.reasoning.prompt.AnswerReader.Reading;
import io.tocsin.reasoning.provider.Prompt;
import io.tocsin.reasoning.rules.RulesEngine;
import io.tocsin.schemas.alert.Alert;
import io.tocsin.schemas.detection.Assessment;
import io.tocsin.schemas.detection.Confidence;
import io.tocsin.schemas.detection.Evidence;
import io.tocsin.schemas.detection.Priority;
import io.tocsin.schemas.detection.Recommendation;
import io.tocsin.schemas.json.Json;
import io.tocsin.servers.Question;
import io.tocsin.servers.ScriptedAssessor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A careful answer, spoilt in one thing at a time. */
final class AnswerReaderTest {
  private final RulesEngine rules = new RulesEngine();
  private final Alert alert = alert().build();
  private final Evidence evidence = rules.evidence(alert);
  private final Assessment computed = rules.assess(alert, evidence);
  private final AnswerSchema schema = new AnswerSchema();
  private final AnswerReader reader = new AnswerReader(schema);

  @Test
  void anAnswerThatHoldsKeepsWhatWasComputed() {
    Assessment assessment = accepted(answer -> {});

    assertThat(assessment.causality()).isEqualTo(computed.causality());
    assertThat(assessment.items()).isEqualTo(computed.items());
    assertThat(assessment.narrative()).contains("no proof of a cause");
    assertThat(assessment.notice()).contains("test/model").contains("not a medical judgement");
    assertThat(assessment.dissent()).isNull();
  }

  @Test
  void aModelMayNotPlayASignalDown() {
    Assessment assessment =
        accepted(
            answer -> {
              answer.put("recommendation", "close_as_known");
              answer.put("priority", "low");
            });

    assertThat(assessment.recommendation()).isEqualTo(computed.recommendation());
    assertThat(assessment.priority()).isEqualTo(computed.priority());
    assertThat(assessment.dissent()).contains("close as known").contains("low");
  }

  @Test
  void aModelMayAskForMoreAttention() {
    Assessment assessment =
        accepted(
            answer -> {
              answer.put("recommendation", "validate_and_escalate");
              answer.put("priority", "urgent");
              answer.put("confidence", "high");
            });

    assertThat(assessment.recommendation()).isEqualTo(Recommendation.VALIDATE_AND_ESCALATE);
    assertThat(assessment.priority()).isEqualTo(Priority.URGENT);
    assertThat(assessment.confidence())
        .isEqualTo(computed.confidence())
        .isNotEqualTo(Confidence.HIGH);
  }

  @Test
  void anInventedNumberIsRefused() {
    assertThat(problems(answer -> answer.put("narrative", "There are 4711 reports of it.")))
        .contains("4711");
  }

  @Test
  void anInventedNumberInADissentIsRefusedToo() {
    assertThat(problems(answer -> answer.put("dissent", "I know of 4711 others.")))
        .contains("4711");
  }

  @Test
  void aCitationOfNoFactIsRefused() {
    assertThat(
            problems(
                answer ->
                    answer
                        .withArray("evidence_for")
                        .addObject()
                        .put("statement", "It is known.")
                        .putArray("fact_ids")
                        .add("label.secret")))
        .contains("label.secret");
  }

  @Test
  void aStatementWithoutCitationIsRefused() {
    assertThat(
            problems(
                answer ->
                    answer
                        .withArray("evidence_for")
                        .addObject()
                        .put("statement", "It is known.")
                        .putArray("fact_ids")))
        .contains("without fact_ids");
  }

  @Test
  void anotherPairIsRefused() {
    assertThat(problems(answer -> answer.put("event", "HEADACHE"))).contains("drug and event");
  }

  @Test
  void anExtraFieldIsRefused() {
    assertThat(problems(answer -> answer.put("causality", "certain"))).contains("causality");
  }

  @Test
  void aWordOutsideTheListIsRefused() {
    assertThat(problems(answer -> answer.put("recommendation", "panic")))
        .contains("recommendation");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "I cannot help with that.",
        "```json\n{}\n```",
        "{\"drug\": \"A\"",
        "[]",
        "null",
        "{}",
        "<html></html>"
      })
  void whatIsNoAnswerIsRefusedAndNeverThrows(String text) {
    assertThat(read(text)).isInstanceOf(Reading.Refused.class);
  }

  @Test
  void oneAnswerMayNotFollowAnother() {
    String answer = answer();

    assertThat(read(answer + answer)).isInstanceOf(Reading.Refused.class);
  }

  private Assessment accepted(Consumer<ObjectNode> change) {
    Reading reading = read(changed(change));
    assertThat(reading).isInstanceOf(Reading.Accepted.class);
    return ((Reading.Accepted) reading).assessment();
  }

  private String problems(Consumer<ObjectNode> change) {
    Reading reading = read(changed(change));
    assertThat(reading).isInstanceOf(Reading.Refused.class);
    return String.join("\n", ((Reading.Refused) reading).problems());
  }

  private Reading read(String text) {
    return reader.read(text, alert.pair(), evidence, computed, "test/model");
  }

  private String changed(Consumer<ObjectNode> change) {
    try {
      ObjectNode answer = (ObjectNode) Json.mapper().readTree(answer());
      change.accept(answer);
      return answer.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String answer() {
    Prompt prompt = new Prompts(schema).about(alert, evidence, computed);
    return new ScriptedAssessor()
        .apply(
            new Question(
                "model", prompt.system(), prompt.user(), null, Json.mapper().createObjectNode()));
  }
}
