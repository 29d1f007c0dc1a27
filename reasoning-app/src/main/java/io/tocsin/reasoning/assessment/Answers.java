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
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Finds the answer to a question, the cheapest way first: one to the same question that is kept,
 * one to a like question where that is switched on, one that somebody else is waiting for, a new
 * one. Thread-safe.
 */
public final class Answers {
  private final AnswerCache kept;
  private final @Nullable LikeAnswers<CachedAnswer> like;
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
      @Nullable LikeAnswers<CachedAnswer> like,
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
   * What a model says about a case.
   *
   * @param usage what was paid for it now; absent when it was known, or somebody else paid
   */
  record Said(Assessment assessment, @Nullable Usage usage) {}

  /**
   * What the model says about a case, on its facts.
   *
   * @throws NoAnswerException when it does not answer, or not so that it holds
   */
  Said about(CaseFile file, Prompt prompt) throws NoAnswerException, InterruptedException {
    CacheKey key = kept.key(interview.key(prompt, file.alert().pair()));
    Optional<CachedAnswer> known = kept.find(key);
    if (known.isPresent()) {
      return new Said(interview.read(known.get().answer(), file), null);
    }
    return like == null ? asked(key, prompt, file) : alike(like, key, prompt, file);
  }

  private Said alike(LikeAnswers<CachedAnswer> like, CacheKey key, Prompt prompt, CaseFile file)
      throws NoAnswerException, InterruptedException {
    return switch (like.find(interview.like(key, file), answer -> interview.holds(answer, file))) {
      case Likeness.Answered<CachedAnswer> answered ->
          new Said(interview.read(answered.answer().answer(), file), null);
      case Likeness.Ask<CachedAnswer> ask -> {
        Found found = found(key, prompt, file);
        Said said = said(found, file);
        if (ask instanceof Likeness.Shadowed<CachedAnswer> drawn) {
          drawn.shadow(agree(interview.read(drawn.answer().answer(), file), said.assessment()));
        }
        ask.keep(found.answer());
        yield said;
      }
    };
  }

  private Said asked(CacheKey key, Prompt prompt, CaseFile file)
      throws NoAnswerException, InterruptedException {
    return said(found(key, prompt, file), file);
  }

  private Said said(Found found, CaseFile file) throws NoAnswerException {
    Assessment held = found.held();
    return held != null && found.by().equals(Thread.currentThread())
        ? new Said(held, found.answer().usage())
        : new Said(interview.read(found.answer().answer(), file), null);
  }

  private Found found(CacheKey key, Prompt prompt, CaseFile file)
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
                () -> paidFor(key, prompt, file));
        gate.open();
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

  private Found paidFor(CacheKey key, Prompt prompt, CaseFile file)
      throws NoAnswerException, InterruptedException {
    Interview.Held held = interview.ask(prompt, file);
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
