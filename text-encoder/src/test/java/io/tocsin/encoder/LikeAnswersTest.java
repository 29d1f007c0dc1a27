package io.tocsin.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.reasoning.semantic.LikeAnswers;
import io.tocsin.reasoning.semantic.LikeConfig;
import io.tocsin.reasoning.semantic.LikeQuestion;
import io.tocsin.reasoning.semantic.LikeQuestion.Asking;
import io.tocsin.reasoning.semantic.LikeQuestion.Partition;
import io.tocsin.reasoning.semantic.Likeness;
import io.tocsin.reasoning.semantic.TextEncoder;
import io.tocsin.schemas.signal.AlertLevel;
import io.tocsin.schemas.signal.Pair;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of the semantic cache with the encoder that tempts it. */
final class LikeAnswersTest {
  private static final TextEncoder ENCODER = new MiniLmEncoder();
  private static final String CASE =
      "A woman of 64 with rheumatoid arthritis and high blood pressure was admitted with vomiting"
          + " of blood. Endoscopy showed an ulcer of the stomach. %s She received two units of"
          + " blood and went home after six days. Her doctor wrote that she had been well before,"
          + " that she smoked and that her mother had had an ulcer as well.";
  private static final String STORY = CASE.formatted("The drug was stopped.");
  private static final String ANSWER = "validate and escalate";

  private final LikeAnswers<String> answers =
      Objects.requireNonNull(
          LikeAnswers.of(new LikeConfig(true, 0, Duration.ofHours(1), 32, 1_000, 1_000)));

  @Test
  void theSameQuestionWithSlightlyOtherTextIsAnswered() {
    keep(of("PREDNISONE", "GASTRIC ULCER"), STORY);

    assertThat(
            answer(
                of("PREDNISONE", "GASTRIC ULCER"),
                STORY
                    .replace("Endoscopy showed", "The endoscopy showed")
                    .replace("went home after six days. Her", "went home after six days; her")
                    .replace("that she smoked and", "and that she smoked,")))
        .isEqualTo(ANSWER);
    assertThat(answers.stats().hits()).isOne();
  }

  @ParameterizedTest
  @CsvSource({
    "PREDNISONE, GASTRIC ULCER, PREDNISOLONE, GASTRIC ULCER",
    "VINCRISTINE, GASTRIC ULCER, VINBLASTINE, GASTRIC ULCER",
    "PREDNISONE, HYPERKALAEMIA, PREDNISONE, HYPOKALAEMIA"
  })
  void anotherPairIsNeverAnsweredEvenIfItsStoryIsTheSame(
      String drug, String event, String otherDrug, String otherEvent) {
    keep(of(drug, event), STORY);

    assertThat(answer(of(otherDrug, otherEvent), STORY)).isNull();
  }

  @Test
  void oppositeEvidenceIsNeverAnswered() {
    keep(with("t1", AlertLevel.HIGH, "the reaction came back on re-exposure"), STORY);

    assertThat(answer(with("t1", AlertLevel.HIGH, "it did not come back"), STORY)).isNull();
  }

  @Test
  void anotherTenantIsNeverAnswered() {
    keep(with("t1", AlertLevel.HIGH, "evidence"), STORY);

    assertThat(answer(with("t2", AlertLevel.HIGH, "evidence"), STORY)).isNull();
  }

  @Test
  void aCriticalQuestionIsNeverKeptNorAnswered() {
    keep(with("t1", AlertLevel.CRITICAL, "evidence"), STORY);

    assertThat(answer(with("t1", AlertLevel.CRITICAL, "evidence"), STORY)).isNull();
    assertThat(answers.stats().answers()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "She also took prednisone., She also took prednisolone.",
    "She had received vincristine before., She had received vinblastine before.",
    "Hyperkalaemia was found as well., Hypokalaemia was found as well.",
    "On withdrawal the bleeding ceased., On withdrawal the bleeding did not cease.",
    "The reporter considers it related., The reporter considers it unrelated.",
    "It began 2 days after the first dose., It began 20 days after the first dose."
  })
  void oneWordOfTheStoryThatMayMatterIsEnoughToAskAgain(String one, String other) {
    String story = CASE.formatted(one);
    String opposite = CASE.formatted(other);
    keep(of("NAPROXEN", "GASTRIC ULCER"), story);

    assertThat(cosine(story, opposite))
        .as("what the encoder makes of it")
        .isGreaterThanOrEqualTo(LikeAnswers.MIN_COSINE);
    assertThat(answer(of("NAPROXEN", "GASTRIC ULCER"), opposite)).isNull();
    assertThat(answers.stats().refused()).isOne();
  }

  private void keep(Partition partition, String story) {
    ((Likeness.Ask<String>) find(partition, story)).keep(ANSWER);
  }

  private @Nullable String answer(Partition partition, String story) {
    return find(partition, story) instanceof Likeness.Answered<String>(String answer, double _)
        ? answer
        : null;
  }

  private Likeness<String> find(Partition partition, String story) {
    return answers.find(new LikeQuestion(partition, story), ANSWER::equals);
  }

  private static double cosine(String one, String other) {
    return Objects.requireNonNull(ENCODER.encode(one))
        .cosine(Objects.requireNonNull(ENCODER.encode(other)));
  }

  private static Partition of(String drug, String event) {
    return partition(
        "t1", Pair.of(drug, event), AlertLevel.HIGH, "control", "model", "p1", "evidence");
  }

  private static Partition with(String tenant, AlertLevel level, String evidence) {
    return partition(
        tenant, new Pair("NAPROXEN", "GASTRIC ULCER"), level, "control", "model", "p1", evidence);
  }

  private static Partition partition(
      String tenant,
      Pair pair,
      AlertLevel level,
      String variant,
      String model,
      String promptVersion,
      String evidence) {
    return new Partition(
        new Asking(tenant, variant, model, promptVersion, "0"), pair, level, evidence);
  }
}
