package io.tocsin.reasoning.assessment;

import io.tocsin.reasoning.cache.AnswerKey;
import io.tocsin.reasoning.cache.CacheKey;
import io.tocsin.reasoning.cache.CachedAnswer;
import io.tocsin.reasoning.call.NoAnswerException;
import io.tocsin.reasoning.call.NoAnswerException.Reason;
import io.tocsin.reasoning.call.ProviderCall;
import io.tocsin.reasoning.call.ProviderCall.Paid;
import io.tocsin.reasoning.evidence.EvidenceSources;
import io.tocsin.reasoning.metrics.ReasoningMetrics;
import io.tocsin.reasoning.prompt.AnswerReader;
import io.tocsin.reasoning.prompt.AnswerReader.Reading;
import io.tocsin.reasoning.provider.Prompt;
import io.tocsin.reasoning.semantic.LikeQuestion;
import io.tocsin.reasoning.semantic.LikeQuestion.Asking;
import io.tocsin.schemas.detection.Assessment;
import io.tocsin.schemas.detection.Usage;
import io.tocsin.schemas.signal.Pair;
import org.jspecify.annotations.Nullable;

/** Asks a model until its answer holds: once, and once more with what was wrong. Thread-safe. */
public final class Interview {
  private static final String NO_VARIANT = "";

  private final String model;
  private final @Nullable Double temperature;
  private final String tenant;
  private final ProviderCall call;
  private final AnswerReader reader;
  private final ReasoningMetrics metrics;

  /**
   * @param model provider and model, as recorded
   * @param temperature it answers with; absent for its own
   * @param tenant whose answers they are
   */
  public Interview(
      String model,
      @Nullable Double temperature,
      String tenant,
      ProviderCall call,
      AnswerReader reader,
      ReasoningMetrics metrics) {
    this.model = model;
    this.temperature = temperature;
    this.tenant = tenant;
    this.call = call;
    this.reader = reader;
    this.metrics = metrics;
  }

  /** An answer, and what it says. */
  record Held(CachedAnswer answer, Assessment assessment) {}

  /** What decides the answer to a prompt. */
  AnswerKey key(Prompt prompt, Pair pair) {
    return AnswerKey.of(tenant, NO_VARIANT, model, temperature, pair, prompt);
  }

  /** A case as far as likeness goes. */
  LikeQuestion like(CacheKey key, CaseFile file) {
    return LikeQuestion.of(
        new Asking(tenant, NO_VARIANT, model, key.question().promptVersion(), key.generation()),
        file.alert(),
        file.evidence(),
        EvidenceSources::isFreeText);
  }

  /** Whether an answer to another question holds by the facts of this one. */
  boolean holds(CachedAnswer answer, CaseFile file) {
    return reading(answer.answer(), file) instanceof Reading.Accepted;
  }

  /** What an answer says that was found to hold before, on the same facts. */
  Assessment read(String text, CaseFile file) throws NoAnswerException {
    return switch (reading(text, file)) {
      case Reading.Accepted(Assessment assessment) -> assessment;
      case Reading.Refused refused -> throw unusable(refused, Usage.NONE);
    };
  }

  /**
   * An answer that holds: the one that came before, if one did, or else a new one.
   *
   * @throws NoAnswerException when two answers did not, or none was to be had
   */
  Held ask(Prompt prompt, CaseFile file, Bill bill) throws NoAnswerException, InterruptedException {
    Paid first = bill.answer();
    if (first == null) {
      try {
        first = call.ask(prompt, file.alert().topicLevel(), bill::note);
      } catch (NoAnswerException e) {
        if (e.reason() != Reason.UNUSABLE_ANSWER) {
          throw e;
        }
        Paid cut = new Paid("", e.spent());
        return repaired(prompt, cut, String.valueOf(e.getMessage()), file, bill);
      }
    }
    return switch (reading(first.text(), file)) {
      case Reading.Accepted(Assessment assessment) -> held(assessment, first, Usage.NONE);
      case Reading.Refused refused ->
          repaired(prompt, first, String.join("\n", refused.problems()), file, bill);
    };
  }

  private Held repaired(Prompt prompt, Paid first, String problems, CaseFile file, Bill bill)
      throws NoAnswerException, InterruptedException {
    metrics.repairAsked();
    Usage spent = first.usage();
    Paid second;
    try {
      second =
          call.ask(
              prompt.repair(first.text(), problems),
              file.alert().topicLevel(),
              paid -> bill.note(new Paid(paid.text(), paid.usage().plus(spent))));
    } catch (NoAnswerException e) {
      throw new NoAnswerException(
          e.reason(), e.getMessage(), e.retryAfter(), spent.plus(e.spent()), e);
    }
    return switch (reading(second.text(), file)) {
      case Reading.Accepted(Assessment assessment) -> held(assessment, second, spent);
      case Reading.Refused refused -> throw unusable(refused, spent.plus(second.usage()));
    };
  }

  private static Held held(Assessment assessment, Paid holds, Usage spent) {
    return new Held(new CachedAnswer(holds.text(), holds.usage().plus(spent)), assessment);
  }

  private Reading reading(String text, CaseFile file) {
    return reader.read(text, file.alert().pair(), file.evidence(), file.computed(), model);
  }

  private static NoAnswerException unusable(Reading.Refused refused, Usage spent) {
    return new NoAnswerException(
        Reason.UNUSABLE_ANSWER,
        "the answer does not hold: " + String.join("; ", refused.problems()),
        null,
        spent,
        null);
  }
}
