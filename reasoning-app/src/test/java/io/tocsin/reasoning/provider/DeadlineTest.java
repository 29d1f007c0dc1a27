package io.tocsin.reasoning.provider;

import static io.tocsin.reasoning.provider.Provider.PATIENCE;
import static io.tocsin.reasoning.provider.Provider.PROMPT;
import static io.tocsin.reasoning.provider.Provider.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tocsin.reasoning.provider.ProviderException.Kind;
import io.tocsin.reasoning.provider.ReasoningModel.Answer;
import io.tocsin.servers.Fault;
import io.tocsin.servers.ModelServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A call that is given up leaves nothing open. */
@Timeout(180)
final class DeadlineTest {
  private static final Duration NEVER = Duration.ofHours(1);

  private final ModelServer server = ModelServer.start();
  private final ReasoningModel model = Provider.model(server, ProviderKind.OPENAI);

  @AfterEach
  void close() {
    model.close();
    server.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.Flaw.class,
      names = {"SILENCE", "SLOW_BODY"})
  void theDeadlineCoversTheBodyAndClosesTheConnection(Fault.Flaw flaw) {
    server.answer(question -> "slowly ".repeat(10_000));
    server.always(flaw);

    assertThat(failureOfACallThatArrived().kind()).isEqualTo(Kind.TIMED_OUT);
    await().atMost(PATIENCE).until(() -> server.closedByClient() == server.calls());
    assertThat(server.inFlight()).isZero();
  }

  /** A deadline that is too short for this machine to send the question is doubled. */
  private ProviderException failureOfACallThatArrived() {
    Duration deadline = Duration.ofSeconds(1);
    ProviderException failure = failure(model, deadline);
    while (server.calls() == 0) {
      deadline = deadline.multipliedBy(2);
      failure = failure(model, deadline);
    }
    return failure;
  }

  @Test
  void whenNoTimeIsLeftNothingIsAsked() {
    assertThat(failure(model, Duration.ZERO).kind()).isEqualTo(Kind.TIMED_OUT);
    assertThat(server.calls()).isZero();
  }

  @Test
  void whoeverIsInterruptedAlreadyAsksNothing() throws Exception {
    for (int i = 1; i <= 50; i++) {
      Answer _ = model.ask(PROMPT, PATIENCE);
      Thread.currentThread().interrupt();

      assertThatThrownBy(() -> model.ask(PROMPT, PATIENCE))
          .isInstanceOf(InterruptedException.class);
      assertThat(server.calls()).isEqualTo(i);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.Flaw.class,
      names = {"SILENCE", "SLOW_BODY"})
  void whoeverIsInterruptedClosesTheConnection(Fault.Flaw flaw) throws Exception {
    server.answer(question -> "slowly ".repeat(10_000));
    server.next(flaw);
    CompletableFuture<Throwable> end = new CompletableFuture<>();
    Thread asking =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    Answer _ = model.ask(PROMPT, NEVER);
                  } catch (ProviderException | InterruptedException e) {
                    end.complete(e);
                  }
                });
    await().atMost(PATIENCE).until(() -> server.inFlight() == 1);

    asking.interrupt();

    assertThat(end.get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
        .isInstanceOf(InterruptedException.class);
    await().atMost(PATIENCE).until(() -> server.closedByClient() == 1);
  }

  @Test
  void closingEndsWhatIsAsked() throws Exception {
    server.always(Fault.Flaw.SILENCE);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<ProviderException> asked = threads.submit(() -> failure(model, NEVER));
      await().atMost(PATIENCE).until(() -> server.inFlight() == 1);

      model.close();

      assertThat(asked.get().kind()).isEqualTo(Kind.UNAVAILABLE);
    }
    await().atMost(PATIENCE).until(() -> server.closedByClient() == 1);
  }

  @Test
  void manyAskTogether() throws Exception {
    server.gather(200, PATIENCE);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> answers = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        answers.add(threads.submit(() -> model.ask(PROMPT, PATIENCE)));
      }

      for (Future<Answer> answer : answers) {
        assertThat(answer.get().text()).isEqualTo("{\"answer\":\"yes\"}");
      }
    }

    assertThat(server.maxInFlight()).isEqualTo(200);
    assertThat(server.calls()).isEqualTo(200);
  }
}
