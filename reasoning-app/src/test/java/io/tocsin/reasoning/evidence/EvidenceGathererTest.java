package io.tocsin.reasoning.evidence;

import static io.tocsin.reasoning.AlertBuilder.alert;
import static io.tocsin.reasoning.evidence.Sources.failing;
import static io.tocsin.reasoning.evidence.Sources.inMemory;
import static io.tocsin.reasoning.evidence.Sources.remote;
import static io.tocsin.reasoning.evidence.Sources.silent;
import static io.tocsin.reasoning.evidence.Sources.telling;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.reasoning.evidence.EvidenceListener.Reason;
import io.tocsin.schemas.alert.Alert;
import io.tocsin.schemas.detection.Evidence;
import io.tocsin.schemas.detection.Fact;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class EvidenceGathererTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(50);
  private static final int ENOUGH_FAILURES = 5;

  private final Alert alert = alert().build();
  private final List<String> missed = new CopyOnWriteArrayList<>();
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-20T12:00:00Z"));
  private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);

  @Test
  void factsStandInTheOrderOfTheSourcesWhoeverAnswersFirst() {
    CountDownLatch secondAnswered = new CountDownLatch(1);
    Sources.Told first =
        remote(
            "first",
            () -> {
              secondAnswered.await();
              return telling("1a", "1b").act();
            });
    Sources.Told second =
        remote(
            "second",
            () -> {
              secondAnswered.countDown();
              return telling("2").act();
            });

    Evidence evidence = gather(LONG, first, inMemory("memory", telling("m")), second);

    assertThat(ids(evidence)).containsExactly("1a", "1b", "m", "2");
    assertThat(evidence.unavailable()).isEmpty();
    assertThat(missed).isEmpty();
  }

  @Test
  void aSourceThatIsDownIsNamedAndTheOthersAreHeard() {
    Evidence evidence =
        gather(
            LONG,
            inMemory("alert", telling("a")),
            remote("scorer", failing()),
            remote("literature", telling("l")));

    assertThat(ids(evidence)).containsExactly("a", "l");
    assertThat(evidence.unavailable()).containsExactly("scorer: failed with IllegalStateException");
    assertThat(missed).containsExactly("scorer FAILED");
  }

  @Test
  void aSourceThatSaysWhyItCannotTellIsQuoted() {
    Evidence evidence =
        gather(
            LONG,
            remote(
                "scorer",
                () -> {
                  throw new EvidenceUnavailableException("it answered with status 503");
                }));

    assertThat(evidence.unavailable()).containsExactly("scorer: it answered with status 503");
  }

  @Test
  void evenAnErrorInASourceDoesNotFailTheRun() {
    Evidence evidence =
        gather(
            LONG,
            remote(
                "scorer",
                () -> {
                  throw new StackOverflowError();
                }),
            inMemory("memory", failing()),
            remote("literature", telling("l")));

    assertThat(ids(evidence)).containsExactly("l");
    assertThat(evidence.unavailable())
        .containsExactly(
            "scorer: failed with StackOverflowError", "memory: failed with IllegalStateException");
  }

  @Test
  void aLateSourceIsNamedAndInterruptedAndTheOthersAreHeard() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);

    Evidence evidence =
        gather(
            Duration.ofSeconds(2),
            silent("literature", interrupted),
            remote("scorer", telling("s")),
            inMemory("alert", telling("a")));

    assertThat(ids(evidence)).containsExactly("s", "a");
    assertThat(evidence.unavailable()).containsExactly("literature: no answer within 2 s");
    assertThat(missed).containsExactly("literature LATE");
    assertThat(interrupted.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void theBreakerOfOneSourceOpensWhileTheOthersGoOn() {
    Sources.Told scorer = remote("scorer", failing());
    Sources.Told literature = remote("literature", telling("l"));
    EvidenceGatherer gatherer = gatherer(LONG, scorer, literature);

    for (int i = 0; i < ENOUGH_FAILURES; i++) {
      gatherer.gather(alert);
    }
    Evidence evidence = gatherer.gather(alert);

    assertThat(scorer.asked()).isEqualTo(ENOUGH_FAILURES);
    assertThat(literature.asked()).isEqualTo(ENOUGH_FAILURES + 1);
    assertThat(ids(evidence)).containsExactly("l");
    assertThat(evidence.unavailable())
        .containsExactly("scorer: not asked, because it failed again and again");
    assertThat(missed).hasSize(ENOUGH_FAILURES + 1).endsWith("scorer NOT_ASKED");
  }

  @Test
  void aSourceIsTriedAgainAfterHalfAMinuteAndHeardWhenItIsBack() {
    Sources.Told scorer = remote("scorer", failing());
    EvidenceGatherer gatherer = gatherer(LONG, scorer);
    for (int i = 0; i < ENOUGH_FAILURES; i++) {
      gatherer.gather(alert);
    }
    scorer.now(telling("s"));

    now.updateAndGet(time -> time.plusSeconds(29));
    gatherer.gather(alert);
    assertThat(scorer.asked()).isEqualTo(ENOUGH_FAILURES);

    now.updateAndGet(time -> time.plusSeconds(2));
    for (int i = 0; i < ENOUGH_FAILURES; i++) {
      assertThat(ids(gatherer.gather(alert))).containsExactly("s");
    }
  }

  @Test
  void lateAnswersOpenTheBreakerToo() {
    Sources.Told silent = silent("literature", new CountDownLatch(1));
    EvidenceGatherer gatherer = gatherer(SHORT, silent);

    for (int i = 0; i < ENOUGH_FAILURES; i++) {
      assertThat(gatherer.gather(alert).unavailable())
          .containsExactly("literature: no answer within 50 ms");
    }

    assertThat(gatherer.gather(alert).unavailable()).first().asString().contains("not asked");
    assertThat(missed).endsWith("literature LATE", "literature NOT_ASKED");
  }

  @Test
  void aFactWhoseIdWasThereBeforeIsDroppedAndNamed() {
    Evidence evidence =
        gather(LONG, inMemory("alert", telling("a", "b")), remote("scorer", telling("b", "c")));

    assertThat(ids(evidence)).containsExactly("a", "b", "c");
    assertThat(evidence.unavailable())
        .containsExactly("scorer: a fact was dropped, because its id b was there before");
    assertThat(missed).containsExactly("scorer DUPLICATE");
  }

  @Test
  void whatIsInMemoryIsAskedWithoutAnyThread() {
    AtomicReference<Thread> asking = new AtomicReference<>();
    Sources.Told memory =
        inMemory(
            "alert",
            () -> {
              asking.set(Thread.currentThread());
              return telling("a").act();
            });
    try (EvidenceGatherer gatherer =
        new EvidenceGatherer(
            List.of(memory),
            LONG,
            EvidenceListener.NONE,
            clock,
            work -> {
              throw new AssertionError("no thread is needed");
            })) {
      assertThat(ids(gatherer.gather(alert))).containsExactly("a");
    }

    assertThat(asking).hasValue(Thread.currentThread());
  }

  @Test
  void whoeverStopsTheProgramNeedNotWaitForSources() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    AtomicReference<Evidence> evidence = new AtomicReference<>();
    AtomicReference<Boolean> flagged = new AtomicReference<>(false);
    CountDownLatch asked = new CountDownLatch(1);
    Sources.Told silent =
        remote(
            "literature",
            () -> {
              asked.countDown();
              return silent("inner", interrupted).gather(alert);
            });
    EvidenceGatherer gatherer = gatherer(LONG, silent);
    Thread caller =
        Thread.ofVirtual()
            .start(
                () -> {
                  evidence.set(gatherer.gather(alert));
                  flagged.set(Thread.currentThread().isInterrupted());
                });

    assertThat(asked.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    caller.interrupt();

    assertThat(caller.join(Duration.ofSeconds(20))).as("before the deadline").isTrue();
    assertThat(interrupted.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(flagged).hasValue(true);
    assertThat(missed).containsExactly("literature " + Reason.INTERRUPTED);
  }

  @Test
  void itsSourcesEndWithIt() {
    Sources.Told scorer = remote("scorer", telling("s"));

    gatherer(LONG, scorer).close();

    assertThat(scorer.closed()).isTrue();
  }

  private Evidence gather(Duration deadline, EvidenceSource... sources) {
    return gatherer(deadline, sources).gather(alert);
  }

  private EvidenceGatherer gatherer(Duration deadline, EvidenceSource... sources) {
    return new EvidenceGatherer(
        List.of(sources), deadline, (source, reason) -> missed.add(source + " " + reason), clock);
  }

  private static List<String> ids(Evidence evidence) {
    return evidence.facts().stream().map(Fact::id).toList();
  }
}
