package io.tocsin.reasoning.assessment;

import io.tocsin.reasoning.cache.AnswerCache;
import io.tocsin.reasoning.cache.CacheKey;
import io.tocsin.reasoning.cache.CachedAnswer;
import io.tocsin.reasoning.cache.SingleFlight;
import io.tocsin.reasoning.call.NoAnswerException;
import io.tocsin.reasoning.call.NoAnswerException.Reason;
import io.tocsin.reasoning.provider.Prompt;
import io.tocsin.reasoning.semantic.LikeAnswers;
import io.tocsin.reasoning.semantic.Likeness;
import io.tocsin.schemas.detection.Assessment;
import io.tocsin.schemas.detection.Usage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Finds the answer to a question, the cheapest way first: one to the same question that is kept,
 * one to a like question where that is switched on, one that somebody else is waiting for, a new
 * one. Thread-safe.
 */
public final class Answers {
  private static final String ALIKE =
      "The model was asked about the same facts with publications in other words; what it said then"
          + " was used again.";

  private final AnswerCache kept;
  private final @Nullable LikeAnswers<LikeAnswer> like;
  private final SingleFlight<Found> flights;
  private final Duration patience;
  private final Interview interview;
  private final ProviderGate gate;

  /**
   * @param like absent when it is switched off
   * @param patience how long to wait for others who ask the same
   */
  public Answers(
      AnswerCache kept,
      @Nullable LikeAnswers<LikeAnswer> like,
      SingleFlight<Found> flights,
      Duration patience,
      Interview interview,
      ProviderGate gate) {
    this.kept = kept;
    this.like = like;
    this.flights = flights;
    this.patience = patience;
    this.interview = interview;
    this.gate = gate;
  }

  /**
   * An answer that somebody found.
   *
   * @param held what it was read as; absent when it was kept
   * @param by thread of whoever found it
   */
  public record Found(CachedAnswer answer, @Nullable Assessment held, Thread by) {}

  /**
   * An answer to a like question.
   *
   * @param promptHash of the prompt that it answered
   */
  public record LikeAnswer(CachedAnswer answer, String promptHash) {}

  /**
   * What a model says about a case.
   *
   * @param promptHash of the prompt that it answered
   * @param usage what was paid for it now; absent when it was known, or somebody else paid
   */
  record Said(Assessment assessment, String promptHash, @Nullable Usage usage) {}

  /**
   * What the model says about a case, on its facts.
   *
   * @param bill what was paid for it before, and is told what is paid now
   * @throws NoAnswerException when it does not answer, or not so that it holds
   */
  Said about(CaseFile file, Prompt prompt, Bill bill)
      throws NoAnswerException, InterruptedException {
    CacheKey key = kept.key(interview.key(prompt, file.alert().pair()));
    if (bill.answer() != null) {
      return said(paidFor(key, prompt, file, bill), prompt, file);
    }
    Optional<CachedAnswer> known = kept.find(key);
    if (known.isPresent()) {
      return new Said(interview.read(known.get().answer(), file), prompt.hash(), null);
    }
    return like == null ? asked(key, prompt, file, bill) : alike(like, key, prompt, file, bill);
  }

  private Said alike(
      LikeAnswers<LikeAnswer> like, CacheKey key, Prompt prompt, CaseFile file, Bill bill)
      throws NoAnswerException, InterruptedException {
    return switch (like.find(
        interview.like(key, file), answer -> interview.holds(answer.answer(), file))) {
      case Likeness.Answered<LikeAnswer> answered -> usedAgain(answered.answer(), file);
      case Likeness.Shadowed<LikeAnswer> drawn -> checked(drawn, key, prompt, file, bill);
      case Likeness.Ask<LikeAnswer> ask -> {
        Found found = found(key, prompt, file, bill);
        ask.keep(new LikeAnswer(found.answer(), prompt.hash()));
        yield said(found, prompt, file);
      }
    };
  }

  /** Holds a like answer against the model's own; where that is not to be had, uses it. */
  private Said checked(
      Likeness.Shadowed<LikeAnswer> drawn, CacheKey key, Prompt prompt, CaseFile file, Bill bill)
      throws NoAnswerException, InterruptedException {
    Found found;
    try {
      found = found(key, prompt, file, bill);
    } catch (NoAnswerException e) {
      return usedAgain(drawn.answer(), file);
    }
    Said said = said(found, prompt, file);
    drawn.shadow(agree(usedAgain(drawn.answer(), file).assessment(), said.assessment()));
    drawn.keep(new LikeAnswer(found.answer(), prompt.hash()));
    return said;
  }

  private Said usedAgain(LikeAnswer answer, CaseFile file) throws NoAnswerException {
    Assessment assessment = interview.read(answer.answer().answer(), file);
    return new Said(Detections.warned(assessment, List.of(ALIKE)), answer.promptHash(), null);
  }

  private Said asked(CacheKey key, Prompt prompt, CaseFile file, Bill bill)
      throws NoAnswerException, InterruptedException {
    return said(found(key, prompt, file, bill), prompt, file);
  }

  private Said said(Found found, Prompt prompt, CaseFile file) throws NoAnswerException {
    Assessment held = found.held();
    return held != null && found.by().equals(Thread.currentThread())
        ? new Said(held, prompt.hash(), found.answer().usage())
        : new Said(interview.read(found.answer().answer(), file), prompt.hash(), null);
  }

  private Found found(CacheKey key, Prompt prompt, CaseFile file, Bill bill)
      throws NoAnswerException, InterruptedException {
    while (true) {
      gate.pass();
      try {
        Found found =
            flights.run(
                key.id(),
                patience,
                () ->
                    kept.findAgain(key)
                        .map(answer -> new Found(answer, null, Thread.currentThread())),
                () -> paidFor(key, prompt, file, bill));
        if (found.held() != null) {
          gate.open();
        }
        return found;
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

  private Found paidFor(CacheKey key, Prompt prompt, CaseFile file, Bill bill)
      throws NoAnswerException, InterruptedException {
    Interview.Held held = interview.ask(prompt, file, bill);
    kept.store(key, held.answer());
    return new Found(held.answer(), held.assessment(), Thread.currentThread());
  }

  /** Whether two assessments on the same facts ask for the same to be done. */
  private static boolean agree(Assessment one, Assessment other) {
    return one.recommendation() == other.recommendation()
        && one.priority() == other.priority()
        && (one.dissent() == null) == (other.dissent() == null);
  }
}
