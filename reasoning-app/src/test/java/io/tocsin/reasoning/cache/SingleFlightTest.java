package io.tocsin.reasoning.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One instance without Redis. */
final class SingleFlightTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final SingleFlight<String> flight = new SingleFlight<>(null, CacheConfig.DEFAULTS);
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicReference<String> stored = new AtomicReference<>();
  private final AtomicInteger calls = new AtomicInteger();

  @AfterEach
  void close() {
    callers.shutdownNow();
    callers.close();
  }

  @Test
  void twoHundredCallersMakeOneCall() throws Exception {
    CountDownLatch started = new CountDownLatch(200);

    List<Future<String>> results =
        start(
            200,
            () -> {
              started.countDown();
              return flight.run(
                  "key",
                  PATIENCE,
                  this::lookup,
                  () -> {
                    started.await();
                    return store("answer " + calls.incrementAndGet());
                  });
            });

    for (Future<String> result : results) {
      assertThat(result.get()).isEqualTo("answer 1");
    }
  }

  @Test
  void whatWasStoredIsNotGotAgain() throws Exception {
    stored.set("earlier");

    assertThat(flight.run("key", PATIENCE, this::lookup, () -> store("again")))
        .isEqualTo("earlier");
  }

  @Test
  void otherKeysDoNotWait() throws Exception {
    CountDownLatch both = new CountDownLatch(2);
    Future<String> other =
        callers.submit(() -> flight.run("a", PATIENCE, Optional::empty, () -> meet(both)));

    assertThat(flight.run("b", PATIENCE, Optional::empty, () -> meet(both))).isEqualTo("met");
    assertThat(other.get()).isEqualTo("met");
  }

  @Test
  void aFailureIsItsCallersOwnAndTheNextOneCalls() throws Exception {
    Flying flying = new Flying();
    Future<String> first = callers.submit(() -> flying.run(() -> failure("first")));
    flying.underWay.await();
    Future<String> second = callers.submit(() -> flying.run(() -> store("second")));
    Future<String> third = callers.submit(() -> flying.run(() -> store("third")));
    flying.end.countDown();

    assertThatThrownBy(first::get).hasRootCauseMessage("first");
    assertThat(second.get()).isEqualTo(third.get()).isIn("second", "third");
    assertThat(calls).hasValue(2);
  }

  @Test
  void aProviderThatIsDownIsAskedByOneAfterTheOther() {
    AtomicInteger atOnce = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch started = new CountDownLatch(20);

    List<Future<String>> results =
        start(
            20,
            () -> {
              started.countDown();
              return flight.run(
                  "key",
                  PATIENCE,
                  this::lookup,
                  () -> {
                    started.await();
                    most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                    calls.incrementAndGet();
                    Thread.sleep(1);
                    atOnce.decrementAndGet();
                    return failure("down");
                  });
            });

    assertThat(results)
        .allSatisfy(result -> assertThatThrownBy(result::get).hasRootCauseMessage("down"));
    assertThat(calls).hasValue(20);
    assertThat(most).hasValue(1);
  }

  @Test
  void waitingEndsWithPatience() throws Exception {
    Flying flying = new Flying();
    Future<String> first = callers.submit(() -> flying.run(() -> store("first")));
    flying.underWay.await();

    assertThatThrownBy(
            () -> flight.run("key", Duration.ofMillis(20), this::lookup, () -> store("second")))
        .isInstanceOf(TimeoutException.class);

    flying.end.countDown();
    assertThat(first.get()).isEqualTo("first");
  }

  @Test
  void whoWaitsCanBeInterruptedAndDisturbsNobody() throws Exception {
    Flying flying = new Flying();
    Future<String> first = callers.submit(() -> flying.run(() -> store("first")));
    flying.underWay.await();

    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> flight.run("key", PATIENCE, this::lookup, () -> store("second")))
        .isInstanceOf(InterruptedException.class);

    flying.end.countDown();
    assertThat(first.get()).isEqualTo("first");
  }

  @Test
  void whenTheCallIsInterruptedTheNextOneCalls() throws Exception {
    Flying flying = new Flying();
    Future<String> first = callers.submit(() -> flying.run(() -> store("first")));
    flying.underWay.await();
    Future<String> second =
        callers.submit(() -> flight.run("key", PATIENCE, this::lookup, () -> store("second")));

    first.cancel(true);

    assertThat(second.get()).isEqualTo("second");
  }

  private List<Future<String>> start(int count, Callable<String> caller) {
    return IntStream.range(0, count).mapToObj(i -> callers.submit(caller)).toList();
  }

  private Optional<String> lookup() {
    return Optional.ofNullable(stored.get());
  }

  private String store(String answer) {
    stored.set(answer);
    return answer;
  }

  private static String failure(String message) throws IOException {
    throw new IOException(message);
  }

  private static String meet(CountDownLatch all) throws InterruptedException {
    all.countDown();
    all.await();
    return "met";
  }

  /** Calls that say when they are under way and end when they are told to. */
  private final class Flying {
    private final CountDownLatch underWay = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);

    String run(SingleFlight.Call<String, IOException> call) throws Exception {
      return flight.run(
          "key",
          PATIENCE,
          SingleFlightTest.this::lookup,
          () -> {
            calls.incrementAndGet();
            underWay.countDown();
            end.await();
            return call.make();
          });
    }
  }
}
