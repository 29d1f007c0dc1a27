package io.tocsin.reasoning.assessment;

import static io.tocsin.reasoning.AlertBuilder.alert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.reasoning.assessment.Answers.LikeAnswer;
import io.tocsin.reasoning.assessment.Answers.Said;
import io.tocsin.reasoning.cache.CacheConfig;
import io.tocsin.reasoning.cache.Invalidation;
import io.tocsin.reasoning.cache.Ledger;
import io.tocsin.reasoning.call.NoAnswerException;
import io.tocsin.reasoning.call.NoAnswerException.Reason;
import io.tocsin.reasoning.prompt.Prompts;
import io.tocsin.reasoning.provider.Prompt;
import io.tocsin.reasoning.provider.TokenEstimate;
import io.tocsin.reasoning.rules.RulesEngine;
import io.tocsin.reasoning.semantic.Embedding;
import io.tocsin.reasoning.semantic.LikeAnswers;
import io.tocsin.reasoning.semantic.LikeConfig;
import io.tocsin.reasoning.semantic.TextEncoder;
import io.tocsin.schemas.detection.Evidence;
import io.tocsin.schemas.detection.Fact;
import io.tocsin.schemas.detection.Usage;
import io.tocsin.servers.Fault;
import io.tocsin.servers.ModelServer;
import io.tocsin.servers.Question;
import io.tocsin.servers.ScriptedAssessor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The ways to an answer, with a local model's server, without Redis. */
final class AnswersTest {
  private static final String RASH = "The rash of the arm was seen, and it ceased.";
  private static final String OTHERWISE = "Rash of the arm was seen and it ceased.";
  private static final String NO_RASH = "No rash of the arm was seen, and it ceased.";

  private final Desk desk = new Desk();
  private final AtomicInteger alerts = new AtomicInteger();
  private final Ledger ledger = new Ledger(null, CacheConfig.DEFAULTS);
  private final ModelServer server = desk.server;

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void theSameQuestionIsPaidForOnce() throws Exception {
    Answers answers = desk.answers(null);

    Said first = ask(answers, RASH);
    Said second = ask(answers, RASH);

    assertThat(server.calls()).isOne();
    assertThat(first.usage()).isNotNull();
    assertThat(second.usage()).as("nothing was paid for it").isNull();
    assertThat(second.assessment()).isEqualTo(first.assessment());
  }

  @Test
  void ofThoseWhoAskTogetherOnePays() throws Exception {
    Answers answers = desk.answers(null);
    server.latency(Duration.ofMillis(300));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Said>> asked =
          Stream.generate(() -> threads.submit(() -> ask(answers, RASH))).limit(20).toList();
      int paid = 0;
      for (Future<Said> each : asked) {
        paid += each.get().usage() == null ? 0 : 1;
      }
      assertThat(paid).isOne();
    }
    assertThat(server.calls()).isOne();
  }

  @Test
  void otherWordsAreAnotherQuestionUnlessLikenessIsSwitchedOn() throws Exception {
    Answers answers = desk.answers(null);

    ask(answers, RASH);
    ask(answers, OTHERWISE);

    assertThat(server.calls()).isEqualTo(2);
  }

  @Test
  void aLikeQuestionIsNotPaidForAndAnUnlikeOneIs() throws Exception {
    LikeAnswers<LikeAnswer> like = like(0);
    Answers answers = desk.answers(like);

    ask(answers, RASH);
    Said alike = ask(answers, OTHERWISE);
    assertThat(server.calls()).isOne();
    assertThat(alike.usage()).isNull();

    Said unlike = ask(answers, NO_RASH);
    assertThat(server.calls()).isEqualTo(2);
    assertThat(unlike.usage()).isNotNull();
    assertThat(like.stats().hits()).isOne();
  }

  @Test
  void anInvalidationEndsLikenessToo() throws Exception {
    Answers answers = desk.answers(like(0));
    ask(answers, RASH);

    desk.kept.invalidate(new Invalidation.All());
    ask(answers, OTHERWISE);

    assertThat(server.calls()).isEqualTo(2);
  }

  @Test
  void aLikeAnswerSaysThatItIsOneAndWhichPromptItAnswered() throws Exception {
    Answers answers = desk.answers(like(0));

    Said first = ask(answers, RASH);
    Said alike = ask(answers, OTHERWISE);

    assertThat(alike.promptHash()).isEqualTo(first.promptHash());
    assertThat(alike.assessment().limitations())
        .anyMatch(limitation -> limitation.contains("publications in other words"));
  }

  @Test
  void aQuestionThatIsDrawnWhileTheModelIsAwayIsAnsweredByLikeness() throws Exception {
    Answers answers = desk.answers(like(1));
    ask(answers, RASH);

    server.always(Fault.status(400));

    assertThat(ask(answers, OTHERWISE).usage()).isNull();
  }

  @Test
  void anAnswerThatDoesNotHoldIsToldSoOnceAndBothArePaidFor() throws Exception {
    Answers answers = desk.answers(null);
    server.answer(inventing());

    Said said = ask(answers, RASH);

    assertThat(server.calls()).isEqualTo(2);
    Usage paid = Objects.requireNonNull(said.usage());
    assertThat(paid.inputTokens()).isGreaterThan(2 * promptTokens());
    assertThat(ask(answers, RASH).assessment())
        .as("what is kept is the answer that holds")
        .isEqualTo(said.assessment());
    assertThat(server.calls()).isEqualTo(2);
  }

  @Test
  void anAnswerThatDidNotHoldIsNotPaidForAgainWhenItsRepairHasToWait() throws Exception {
    Answers answers = desk.answers(null);
    Function<Question, String> inventing = inventing();
    server.answer(
        question -> {
          String answer = inventing.apply(question);
          server.next(Fault.status(503), Fault.status(503), Fault.status(503), Fault.status(503));
          return answer;
        });
    assertThatThrownBy(() -> ask(answers, RASH, "the alert"))
        .isInstanceOfSatisfying(
            NoAnswerException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE));
    long before = server.calls();

    server.heal();
    server.answer(new ScriptedAssessor());
    Said said = ask(answers, RASH, "the alert");

    assertThat(server.calls() - before).as("the repair alone").isOne();
    assertThat(server.requests().getLast().user()).contains("4711");
    assertThat(Objects.requireNonNull(said.usage()).inputTokens())
        .isGreaterThan(2 * promptTokens());
  }

  @Test
  void aQuestionThatIsDrawnIsAskedAndHeldAgainstTheLikeAnswer() throws Exception {
    LikeAnswers<LikeAnswer> like = like(1);
    Answers answers = desk.answers(like);

    ask(answers, RASH);
    server.answer(
        new ScriptedAssessor()
            .andThen(
                json -> json.replaceFirst("\"dissent\": ?null", "\"dissent\":\"I doubt it.\"")));
    Said drawn = ask(answers, OTHERWISE);

    assertThat(drawn.usage()).isNotNull();
    assertThat(drawn.assessment().dissent()).isEqualTo("I doubt it.");
    assertThat(like.stats().shadowed()).isOne();
    assertThat(like.stats().disagreed()).isOne();
  }

  /** Invents a number in its first answer. */
  private static Function<Question, String> inventing() {
    AtomicInteger answers = new AtomicInteger();
    return new ScriptedAssessor()
        .andThen(
            json ->
                answers.getAndIncrement() == 0 ? json.replace("no proof", "4711 proofs") : json);
  }

  private long promptTokens() {
    CaseFile file = file(RASH);
    Prompt prompt = new Prompts(desk.schema).about(file.alert(), file.evidence(), file.computed());
    return new TokenEstimate(0).of(prompt).input() / 2;
  }

  /** Another alert each time. */
  private Said ask(Answers answers, String publication) throws Exception {
    return ask(answers, publication, "alert " + alerts.incrementAndGet());
  }

  private Said ask(Answers answers, String publication, String alert) throws Exception {
    CaseFile file = file(publication);
    Prompt prompt = new Prompts(desk.schema).about(file.alert(), file.evidence(), file.computed());
    return answers.about(file, prompt, Bill.of(ledger, alert));
  }

  /** A case that differs from others in what a publication says. */
  private static CaseFile file(String publication) {
    RulesEngine rules = new RulesEngine();
    Fact fact =
        new Fact("literature.1", "literature", Instant.EPOCH, "publication", null, publication);
    return new CaseFiles(
            alert -> with(rules.evidence(alert), fact), rules, () -> {}, Clock.systemUTC())
        .open(alert().build());
  }

  private static Evidence with(Evidence evidence, Fact fact) {
    return new Evidence(
        Stream.concat(evidence.facts().stream(), Stream.of(fact)).toList(), List.of());
  }

  /** Likeness by an encoder to which all texts are one. */
  private static LikeAnswers<LikeAnswer> like(double share) {
    return LikeAnswers.with(
        new LikeConfig(true, share, Duration.ofHours(1), 10, 10, 10),
        new TextEncoder() {
          @Override
          public String name() {
            return "one";
          }

          @Override
          public Embedding encode(String text) {
            return new Embedding(new float[] {1});
          }
        });
  }
}
