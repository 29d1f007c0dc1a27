package io.tocsin.reasoning.semantic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.config.ConfigurationException;
import io.tocsin.config.EnvironmentException;
import io.tocsin.reasoning.semantic.LikeQuestion.Asking;
import io.tocsin.reasoning.semantic.LikeQuestion.Partition;
import io.tocsin.schemas.signal.AlertLevel;
import io.tocsin.schemas.signal.Pair;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class KeepingLikeAnswersTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final String TEXT = "rash of the arm";
  private static final String LIKE = "the rash of the arm";
  private static final String LESS_LIKE = "rash, the arm";
  private static final String UNLIKE = "arm: rash";
  private static final String OTHER_WORDS = "no rash of the arm";

  private static final Partition PARTITION =
      partition("t1", new Pair("A", "X"), AlertLevel.HIGH, "control", "model", "p1", "e1");

  private final Places encoder =
      new Places()
          .put(TEXT, 1)
          .put(LIKE, 0.99)
          .put(LESS_LIKE, 0.9501)
          .put(UNLIKE, 0.9499)
          .put(OTHER_WORDS, 0.999);
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1);
  private final Deque<Double> chances = new ArrayDeque<>();
  private final LikeAnswers<String> answers = answers(new LikeConfig(true, 0.5, HOUR, 3, 6, 100));

  @Test
  void aQuestionWithSlightlyOtherTextIsAnsweredByTheFirst() {
    assertThat(find(PARTITION, TEXT)).isInstanceOf(Likeness.Ask.class);
    keep(PARTITION, TEXT, "validate");

    assertThat(answer(PARTITION, LIKE)).isEqualTo("validate");
    assertThat(answer(PARTITION, LESS_LIKE)).isEqualTo("validate");
    assertThat(find(PARTITION, UNLIKE)).isInstanceOf(Likeness.Ask.class);
    assertThat(answers.stats())
        .extracting(LikeStats::hits, LikeStats::misses, LikeStats::refused, LikeStats::answers)
        .containsExactly(2L, 3L, 0L, 1L);
  }

  @Test
  void theNearestAnswerIsGiven() {
    keepAtOnce(LESS_LIKE, "far", LIKE, "near");

    assertThat(answer(PARTITION, TEXT)).isEqualTo("near");
  }

  @Test
  void aWordThatMayMatterRefusesEvenTheNearest() {
    keep(PARTITION, OTHER_WORDS, "close");

    assertThat(answer(PARTITION, TEXT)).isNull();
    assertThat(answers.stats().refused()).isOne();
  }

  static Stream<Partition> otherPartitions() {
    return Stream.of(
        partition("t2", new Pair("A", "X"), AlertLevel.HIGH, "control", "model", "p1", "e1"),
        partition("t1", new Pair("B", "X"), AlertLevel.HIGH, "control", "model", "p1", "e1"),
        partition("t1", new Pair("A", "Y"), AlertLevel.HIGH, "control", "model", "p1", "e1"),
        partition("t1", new Pair("A", "X"), AlertLevel.LOW, "control", "model", "p1", "e1"),
        partition("t1", new Pair("A", "X"), AlertLevel.HIGH, "arm", "model", "p1", "e1"),
        partition("t1", new Pair("A", "X"), AlertLevel.HIGH, "control", "other", "p1", "e1"),
        partition("t1", new Pair("A", "X"), AlertLevel.HIGH, "control", "model", "p2", "e1"),
        partition("t1", new Pair("A", "X"), AlertLevel.HIGH, "control", "model", "p1", "e2"));
  }

  @ParameterizedTest
  @MethodSource("otherPartitions")
  void theSameTextOfAnotherQuestionIsNoAnswer(Partition other) {
    keep(PARTITION, TEXT, "validate");

    assertThat(answer(other, TEXT)).isNull();
    assertThat(answer(PARTITION, TEXT)).isEqualTo("validate");
  }

  @Test
  void aCriticalQuestionIsNeitherKeptNorAnswered() {
    Partition critical =
        partition("t1", new Pair("A", "X"), AlertLevel.CRITICAL, "control", "model", "p1", "e");

    keep(critical, TEXT, "validate");

    assertThat(answer(critical, TEXT)).isNull();
    assertThat(answers.stats())
        .extracting(LikeStats::excluded, LikeStats::misses, LikeStats::answers)
        .containsExactly(2L, 0L, 0L);
  }

  @Test
  void anUnvalidatedAnswerIsNotKept() {
    if (answers.find(new LikeQuestion(PARTITION, TEXT), "validated"::equals)
        instanceof Likeness.Ask<String> ask) {
      ask.keep("cut off");
    }

    assertThat(answers.stats().answers()).isZero();
    assertThat(answer(PARTITION, TEXT)).isNull();
  }

  @Test
  void anAnswerThatDoesNotHoldForTheNewQuestionIsNotGiven() {
    keepAtOnce(TEXT, "after 2 days", LIKE, "after 3 days");

    assertThat(answers.find(new LikeQuestion(PARTITION, TEXT), "after 3 days"::equals))
        .isInstanceOfSatisfying(
            Likeness.Answered.class, found -> assertThat(found.answer()).isEqualTo("after 3 days"));
    assertThat(answers.find(new LikeQuestion(PARTITION, TEXT), "after 4 days"::equals))
        .isInstanceOf(Likeness.Ask.class);
    assertThat(answers.stats().refused()).isOne();
  }

  @Test
  void anAnswerLastsAnHourHoweverOftenItIsUsedAndWhateverIsKeptBesideIt() {
    keep(PARTITION, TEXT, "validate");
    pass(Duration.ofMinutes(59));
    keep(PARTITION, UNLIKE, "monitor");
    assertThat(answer(PARTITION, TEXT)).isEqualTo("validate");

    pass(Duration.ofMinutes(1));

    assertThat(answer(PARTITION, TEXT)).isNull();
    assertThat(answer(PARTITION, UNLIKE)).isEqualTo("monitor");
    assertThat(answers.stats().answers()).isOne();
  }

  @Test
  void aNewAnswerToTheSameTextReplacesTheOld() {
    keep(PARTITION, TEXT, "validate");
    Likeness.Ask<String> asked = ask(PARTITION, UNLIKE);
    asked.keep("monitor");
    asked.keep("request data");

    assertThat(answer(PARTITION, UNLIKE)).isEqualTo("request data");
    assertThat(answer(PARTITION, TEXT)).isEqualTo("validate");
    assertThat(answers.stats().answers()).isEqualTo(2);
  }

  @Test
  void aFullPartitionLosesItsOldestAnswer() {
    for (int i = 1; i <= 4; i++) {
      encoder.put("case " + i, 0.2 * i);
      keep(PARTITION, "case " + i, "answer " + i);
    }

    assertThat(answers.stats().answers()).isEqualTo(3);
    assertThat(answer(PARTITION, "case 1")).isNull();
    assertThat(answer(PARTITION, "case 4")).isEqualTo("answer 4");
  }

  @Test
  void allPartitionsTogetherKeepNoMoreThanTheyMay() {
    otherPartitions().forEach(partition -> keep(partition, TEXT, "validate"));
    otherPartitions().forEach(partition -> keep(partition, UNLIKE, "monitor"));

    assertThat(answers.stats().answers()).isBetween(1L, 6L);
  }

  @Test
  void aShareOfTheHitsIsCheckedAgainstTheModel() {
    keep(PARTITION, TEXT, "validate");
    assertThat(answers.stats().falseHitRate()).isNull();

    check("validate", 0.49);
    check("validate", 0.0);
    check("validate", 0.2);
    check("monitor", 0.1);

    assertThat(answers.stats())
        .extracting(LikeStats::shadowed, LikeStats::disagreed, LikeStats::falseHitRate)
        .containsExactly(4L, 1L, 0.25);
    assertThat(answer(PARTITION, TEXT)).as("the model's last word").isEqualTo("monitor");
    assertThat(answers.stats().hits()).isOne();
  }

  @Test
  void anAnswerThatWasAskedForBeforeAnInvalidationIsNotGivenAfterIt() {
    Partition after =
        new Partition(
            new Asking("t1", "control", "model", "p1", "1"),
            PARTITION.pair(),
            PARTITION.level(),
            PARTITION.evidenceHash());

    keep(PARTITION, TEXT, "stale");

    assertThat(answer(after, TEXT)).isNull();
  }

  @Test
  void aTextWithoutAPlaceIsAsked() {
    for (String text : List.of("", " \n", "no encoder knows this")) {
      keep(PARTITION, text, "validate");
      assertThat(answer(PARTITION, text)).isNull();
    }

    assertThat(answers.stats().excluded()).isEqualTo(6);
  }

  @Test
  void anEncoderThatFailsCostsNoQuestion() {
    LikeAnswers<String> broken =
        new LikeAnswers<>(LikeConfig.DEFAULTS, new Broken(), now::get, () -> 1);

    assertThat(broken.find(new LikeQuestion(PARTITION, TEXT), _ -> true))
        .isInstanceOf(Likeness.Ask.class);
    assertThat(broken.stats().excluded()).isOne();
  }

  @Test
  void itIsOffUnlessSwitchedOn() {
    assertThat(LikeAnswers.<String>of(LikeConfig.DEFAULTS)).isNull();
  }

  @Test
  void switchedOnWithoutAnEncoderItDoesNotStart() {
    assertThatThrownBy(() -> LikeAnswers.<String>of(switchedOn()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "The semantic cache is switched on, but no text encoder is on the class path: add the"
                + " module text-encoder and its libraries, or switch the cache off");
  }

  @Test
  void anEncoderThatDoesNotStartIsReported(@TempDir Path classPath) throws IOException {
    Path services = Files.createDirectories(classPath.resolve("META-INF/services"));
    Files.writeString(services.resolve(TextEncoder.class.getName()), Unstartable.class.getName());
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {classPath.toUri().toURL()}, before)) {
      Thread.currentThread().setContextClassLoader(loader);

      assertThatThrownBy(() -> LikeAnswers.<String>of(switchedOn()))
          .isInstanceOf(EnvironmentException.class)
          .hasMessageContaining("does not start")
          .hasRootCauseInstanceOf(UnsatisfiedLinkError.class);
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.01, 1.01, Double.NaN})
  void aShareOutOfItsBoundsIsRefused(double share) {
    assertThatThrownBy(() -> new LikeConfig(true, share, HOUR, 1, 1, 1))
        .hasMessage("the share that is checked must be in [0, 1], and is " + share);
  }

  @ParameterizedTest
  @CsvSource({"0, 1, 1", "2, 1, 1", "1, 1, 0"})
  void boundsWithoutRoomForAFullPartitionAreRefused(int perPartition, int all, int embeddings) {
    assertThatThrownBy(() -> new LikeConfig(true, 0, HOUR, perPartition, all, embeddings))
        .hasMessageStartingWith("bounds must be at least 1");
  }

  private LikeAnswers<String> answers(LikeConfig config) {
    return new LikeAnswers<>(
        config, encoder, now::get, () -> chances.isEmpty() ? 0.5 : chances.remove());
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

  private static LikeConfig switchedOn() {
    return new LikeConfig(true, 0, HOUR, 1, 1, 1);
  }

  private Likeness<String> find(Partition partition, String text) {
    return answers.find(new LikeQuestion(partition, text), _ -> true);
  }

  private @Nullable String answer(Partition partition, String text) {
    return find(partition, text) instanceof Likeness.Answered<String>(String answer, double _)
        ? answer
        : null;
  }

  private Likeness.Ask<String> ask(Partition partition, String text) {
    return (Likeness.Ask<String>) find(partition, text);
  }

  private void keep(Partition partition, String text, String answer) {
    ask(partition, text).keep(answer);
  }

  /** Keeps two answers to questions that were asked before either was answered. */
  private void keepAtOnce(String text, String answer, String otherText, String otherAnswer) {
    Likeness.Ask<String> first = ask(PARTITION, text);
    Likeness.Ask<String> second = ask(PARTITION, otherText);
    first.keep(answer);
    second.keep(otherAnswer);
  }

  private void check(String modelSays, double chance) {
    chances.add(chance);
    Likeness.Shadowed<String> drawn = (Likeness.Shadowed<String>) find(PARTITION, TEXT);
    drawn.shadow(drawn.answer().equals(modelSays));
    drawn.keep(modelSays);
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  private static final class Broken implements TextEncoder {
    @Override
    public String name() {
      return "broken";
    }

    @Override
    public @Nullable Embedding encode(String text) {
      throw new IllegalStateException("the native library failed");
    }
  }

  /** An encoder whose native library is missing. */
  public static final class Unstartable implements TextEncoder {
    public Unstartable() {
      throw new UnsatisfiedLinkError("no library for this machine");
    }

    @Override
    public String name() {
      return "unstartable";
    }

    @Override
    public @Nullable Embedding encode(String text) {
      return null;
    }
  }
}
