package io.tocsin.reasoning.semantic;

import com.github.benmanes.caffeine.cache.Ticker;
import io.tocsin.config.ConfigurationException;
import io.tocsin.config.EnvironmentException;
import io.tocsin.reasoning.semantic.KeptAnswers.Kept;
import io.tocsin.reasoning.semantic.KeptAnswers.Place;
import io.tocsin.reasoning.semantic.LikeQuestion.Partition;
import io.tocsin.schemas.signal.AlertLevel;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The semantic cache: answers to questions that differ from an earlier one in free text alone, and
 * there in nothing that may matter. Off by default; never for {@link AlertLevel#CRITICAL}.
 * Thread-safe.
 *
 * <p>It belongs to one instance. To share it, every look-up would need all vectors of its partition
 * from elsewhere, or an index there; what is asked in the same words is shared by the exact cache
 * already; and a wrong likeness stays where it was made.
 *
 * @param <A> an answer
 */
public final class LikeAnswers<A> {
  /** Free texts at a lower cosine are not alike. */
  public static final double MIN_COSINE = 0.95;

  private static final Logger LOG = LoggerFactory.getLogger(LikeAnswers.class);

  private final Embeddings embeddings;
  private final KeptAnswers<A> answers;
  private final double shadowShare;
  private final DoubleSupplier chance;

  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder excluded = new LongAdder();
  private final LongAdder shadowed = new LongAdder();
  private final LongAdder disagreed = new LongAdder();

  /**
   * @param ticker of nanoseconds
   * @param chance in [0, 1), drawn for every question that could be answered
   */
  LikeAnswers(LikeConfig config, TextEncoder encoder, Ticker ticker, DoubleSupplier chance) {
    this.embeddings = new Embeddings(encoder, config.maxEmbeddings());
    this.answers = new KeptAnswers<>(config, ticker);
    this.shadowShare = config.shadowShare();
    this.chance = chance;
  }

  /**
   * An empty cache, with the encoder on the class path.
   *
   * @return absent when it is switched off
   * @throws ConfigurationException when it is switched on and there is no encoder
   * @throws EnvironmentException when the encoder does not start on this machine
   */
  public static <A> @Nullable LikeAnswers<A> of(LikeConfig config) {
    return config.enabled() ? with(config, encoderOnClassPath()) : null;
  }

  /** An empty cache that is switched on, with an encoder. */
  public static <A> LikeAnswers<A> with(LikeConfig config, TextEncoder encoder) {
    return new LikeAnswers<>(
        config, encoder, Ticker.systemTicker(), () -> ThreadLocalRandom.current().nextDouble());
  }

  /**
   * Looks for a like question.
   *
   * @param sound whether an answer is validated and holds by this question's facts: asked of an
   *     earlier question's answer before it is given, and of a new one before it is kept
   */
  public Likeness<A> find(LikeQuestion question, Predicate<A> sound) {
    Place place = place(question);
    if (place == null) {
      excluded.increment();
      return (Likeness.Ask<A>) _ -> {};
    }
    Likeness.Ask<A> ask =
        answer -> {
          if (sound.test(answer)) {
            answers.keep(question.partition(), place, answer);
          }
        };
    Optional<Likeness.Answered<A>> nearest = nearest(question.partition(), place, sound);
    if (nearest.isEmpty()) {
      misses.increment();
      return ask;
    }
    if (chance.getAsDouble() < shadowShare) {
      return new Drawn(ask, nearest.get().answer());
    }
    hits.increment();
    return nearest.get();
  }

  /** What it did since the start. */
  public LikeStats stats() {
    return new LikeStats(
        hits.sum(),
        misses.sum(),
        refused.sum(),
        excluded.sum(),
        shadowed.sum(),
        disagreed.sum(),
        answers.count(),
        embeddings.stats());
  }

  private static TextEncoder encoderOnClassPath() {
    try {
      return ServiceLoader.load(TextEncoder.class)
          .findFirst()
          .orElseThrow(
              () ->
                  new ConfigurationException(
                      "The semantic cache is switched on, but no text encoder is on the class path:"
                          + " add the module text-encoder and its libraries, or switch the cache"
                          + " off"));
    } catch (ServiceConfigurationError e) {
      throw new EnvironmentException(
          "The text encoder does not start on this machine: look at the cause, or switch the"
              + " semantic cache off",
          e);
    }
  }

  /** Absent when the question must not or cannot be answered by likeness. */
  private @Nullable Place place(LikeQuestion question) {
    if (question.partition().level() == AlertLevel.CRITICAL || question.freeText().isBlank()) {
      return null;
    }
    try {
      Embedding embedding = embeddings.encode(question.freeText());
      return embedding == null ? null : new Place(embedding, Wording.hash(question.freeText()));
    } catch (RuntimeException e) {
      LOG.warn("A question cannot be compared with earlier ones: {}", e.getClass().getName());
      return null;
    }
  }

  /** The nearest answer that may be given, every one of the partition compared. */
  private Optional<Likeness.Answered<A>> nearest(
      Partition partition, Place place, Predicate<A> sound) {
    List<Kept<A>> alike =
        answers
            .in(partition)
            .filter(kept -> cosine(kept, place) >= MIN_COSINE)
            .sorted(Comparator.comparingDouble((Kept<A> kept) -> -cosine(kept, place)))
            .toList();
    Optional<Kept<A>> usable =
        alike.stream()
            .filter(kept -> kept.place().wording().equals(place.wording()))
            .filter(kept -> sound.test(kept.answer()))
            .findFirst();
    if (usable.isEmpty() && !alike.isEmpty()) {
      refused.increment();
    }
    return usable.map(kept -> new Likeness.Answered<>(kept.answer(), cosine(kept, place)));
  }

  private static double cosine(Kept<?> kept, Place place) {
    return kept.place().embedding().cosine(place.embedding());
  }

  /** A question that was drawn for the check. */
  private final class Drawn implements Likeness.Shadowed<A> {
    private final Likeness.Ask<A> ask;
    private final A answer;

    Drawn(Likeness.Ask<A> ask, A answer) {
      this.ask = ask;
      this.answer = answer;
    }

    @Override
    public A answer() {
      return answer;
    }

    @Override
    public void shadow(boolean agrees) {
      shadowed.increment();
      if (!agrees) {
        disagreed.increment();
      }
    }

    @Override
    public void keep(A fresh) {
      ask.keep(fresh);
    }
  }
}
