package io.tocsin.reasoning.assessment;

import io.tocsin.reasoning.assessment.Detections.Asked;
import io.tocsin.reasoning.cache.AnswerCache;
import io.tocsin.reasoning.cache.CacheKey;
import io.tocsin.reasoning.cache.CachedAnswer;
import io.tocsin.reasoning.cache.Ledger;
import io.tocsin.reasoning.cache.SingleFlight;
import io.tocsin.reasoning.call.NoAnswerException;
import io.tocsin.reasoning.call.NoAnswerException.Reason;
import io.tocsin.reasoning.metrics.ReasoningMetrics;
import io.tocsin.reasoning.prompt.Prompts;
import io.tocsin.reasoning.provider.Prompt;
import io.tocsin.schemas.detection.Detection;
import io.tocsin.schemas.detection.Usage;
import io.tocsin.schemas.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Reasons by a language model, and by rules whenever there is no answer that holds.
 *
 * <p>For one alert: what was paid for before (ledger); evidence and rules; an answer to the same
 * question (cache); one call for all who ask it (single flight), through breaker, limits and
 * retries; the check of the answer; the ledger. When the model cannot answer, rules do at once; it
 * is asked again later, and then supersedes them.
 */
public final class ModelReasoner implements Reasoner {
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

  private final CaseFiles files;
  private final Detections detections;
  private final Prompts prompts;
  private final Interview interview;
  private final Memory memory;
  private final ProviderGate gate;
  private final UpgradeConfig upgrades;
  private final ReasoningMetrics metrics;
  private final Clock clock;

  /**
   * What is remembered of questions and answers.
   *
   * @param patience how long to wait for others who ask the same
   */
  public record Memory(
      AnswerCache answers, Ledger ledger, SingleFlight<Answer> flights, Duration patience) {}

  /** An answer, and what this question paid for it: absent when it was known. */
  public record Answer(CachedAnswer known, @Nullable Usage usage) {}

  /** Reasons about case files by asking a model. */
  public ModelReasoner(
      CaseFiles files,
      Detections detections,
      Prompts prompts,
      Interview interview,
      Memory memory,
      ProviderGate gate,
      UpgradeConfig upgrades,
      ReasoningMetrics metrics,
      Clock clock) {
    this.files = files;
    this.detections = detections;
    this.prompts = prompts;
    this.interview = interview;
    this.memory = memory;
    this.gate = gate;
    this.upgrades = upgrades;
    this.metrics = metrics;
    this.clock = clock;
  }

  @Override
  public Reasoned reason(Question question) throws InterruptedException {
    String reasoningId = Detections.reasoningId(question.alert(), interview.model());
    Optional<String> paid = memory.ledger().find(reasoningId);
    if (paid.isPresent()) {
      metrics.paidBefore();
      return Reasoned.of(Json.read(paid.get().getBytes(StandardCharsets.UTF_8), Detection.class));
    }
    CaseFile file = files.open(question.alert());
    if (question.overtaken()) {
      return byRules(file, question.earlier(), Reason.OVERTAKEN);
    }
    try {
      Detection detection = byModel(file, question, reasoningId);
      memory
          .ledger()
          .record(reasoningId, new String(Json.write(detection), StandardCharsets.UTF_8));
      return Reasoned.of(detection);
    } catch (NoAnswerException e) {
      return withoutModel(file, question.earlier(), e);
    }
  }

  private Detection byModel(CaseFile file, Question question, String reasoningId)
      throws NoAnswerException, InterruptedException {
    Prompt prompt = prompts.about(file.alert(), file.evidence(), file.computed());
    CacheKey key = memory.answers().key(interview.key(prompt, file.alert().pair()));
    Answer answer = answer(key, prompt, file);
    Deferral earlier = question.earlier();
    return detections.byModel(
        file,
        reasoningId,
        interview.read(answer.known().answer(), file),
        new Asked(interview.model(), prompt.hash(), answer.usage()),
        earlier == null ? null : earlier.supersedes());
  }

  private Answer answer(CacheKey key, Prompt prompt, CaseFile file)
      throws NoAnswerException, InterruptedException {
    Optional<CachedAnswer> known = memory.answers().find(key);
    if (known.isPresent()) {
      return new Answer(known.get(), null);
    }
    while (true) {
      gate.pass();
      try {
        Answer answer =
            memory
                .flights()
                .run(
                    key.id(),
                    memory.patience(),
                    () -> memory.answers().findAgain(key).map(found -> new Answer(found, null)),
                    () -> paidFor(key, prompt, file));
        gate.open();
        return answer;
      } catch (TimeoutException e) {
        throw new NoAnswerException(
            Reason.TIMED_OUT, "others who ask the same have no answer yet", null, e);
      } catch (NoAnswerException e) {
        if (e.reason() != Reason.UNAUTHORIZED) {
          throw e;
        }
        gate.shut(String.valueOf(e.getMessage()));
      }
    }
  }

  private Answer paidFor(CacheKey key, Prompt prompt, CaseFile file)
      throws NoAnswerException, InterruptedException {
    CachedAnswer answer = interview.ask(prompt, file);
    memory.answers().store(key, answer);
    return new Answer(answer, answer.usage());
  }

  private Reasoned withoutModel(CaseFile file, @Nullable Deferral earlier, NoAnswerException why) {
    if (!why.reason().passing()) {
      return byRules(file, earlier, why.reason());
    }
    Instant now = clock.instant();
    Instant next = now.plus(pause(why));
    if (earlier == null) {
      Detection detection = detections.degraded(file, why.reason(), true, null);
      return new Reasoned(detection, new Deferral(now, next, 1, detection.reasoningId()));
    }
    return now.isAfter(earlier.since().plus(upgrades.patience()))
        ? byRules(file, earlier, Reason.GIVEN_UP)
        : new Reasoned(null, earlier.again(next));
  }

  /** The rules' answer, for good. */
  private Reasoned byRules(CaseFile file, @Nullable Deferral earlier, Reason reason) {
    return Reasoned.of(
        detections.degraded(file, reason, false, earlier == null ? null : earlier.supersedes()));
  }

  private Duration pause(NoAnswerException why) {
    Duration asked = why.retryAfter();
    Duration pause =
        asked == null || asked.compareTo(upgrades.interval()) < 0 ? upgrades.interval() : asked;
    return pause.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : pause;
  }
}
