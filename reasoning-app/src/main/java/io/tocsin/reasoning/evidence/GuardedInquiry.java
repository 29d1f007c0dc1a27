package io.tocsin.reasoning.evidence;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.tocsin.reasoning.evidence.EvidenceListener.Reason;
import io.tocsin.reasoning.evidence.Outcome.Missing;
import io.tocsin.reasoning.evidence.Outcome.Told;
import io.tocsin.schemas.alert.Alert;
import io.tocsin.schemas.detection.Fact;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks a source in a thread of its own, until a deadline and behind a circuit breaker. A late
 * source is interrupted.
 */
final class GuardedInquiry implements Inquiry {
  private final EvidenceSource source;
  private final Duration deadline;
  private final CircuitBreaker breaker;
  private final ThreadFactory threads;

  GuardedInquiry(
      EvidenceSource source, Duration deadline, CircuitBreaker breaker, ThreadFactory threads) {
    this.source = source;
    this.deadline = deadline;
    this.breaker = breaker;
    this.threads = threads;
  }

  @Override
  public Pending ask(Alert alert) {
    if (!breaker.tryAcquirePermission()) {
      return () -> new Missing(Reason.NOT_ASKED, "not asked, because it failed again and again");
    }
    FutureTask<List<Fact>> task = new FutureTask<>(() -> source.gather(alert));
    long start = System.nanoTime();
    threads.newThread(task).start();
    return () -> await(task, start);
  }

  private Outcome await(FutureTask<List<Fact>> task, long start) {
    long left = deadline.toNanos() - (System.nanoTime() - start);
    try {
      List<Fact> facts = task.get(Math.max(0, left), TimeUnit.NANOSECONDS);
      breaker.onSuccess(System.nanoTime() - start, TimeUnit.NANOSECONDS);
      return new Told(facts);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      breaker.onError(System.nanoTime() - start, TimeUnit.NANOSECONDS, cause);
      return Inquiry.failed(cause);
    } catch (TimeoutException e) {
      task.cancel(true);
      breaker.onError(System.nanoTime() - start, TimeUnit.NANOSECONDS, e);
      return new Missing(Reason.LATE, "no answer within " + inWords(deadline));
    } catch (InterruptedException e) {
      task.cancel(true);
      breaker.releasePermission();
      Thread.currentThread().interrupt();
      return new Missing(Reason.INTERRUPTED, "not waited for, because this program stops");
    }
  }

  private static String inWords(Duration duration) {
    return duration.toMillisPart() == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
  }
}
