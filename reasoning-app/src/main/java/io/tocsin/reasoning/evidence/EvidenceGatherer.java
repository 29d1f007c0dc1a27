package io.tocsin.reasoning.evidence;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.tocsin.reasoning.evidence.EvidenceListener.Reason;
import io.tocsin.schemas.alert.Alert;
import io.tocsin.schemas.detection.Evidence;
import io.tocsin.schemas.detection.Fact;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadFactory;

/**
 * Asks all sources at once and puts together what they tell in time. Facts stand in the order of
 * the sources, whoever answers first; what is missing is named, and no source ever fails the run.
 *
 * <p>Five failures in a row keep a source from being asked for 30 s; then two calls try it. Sources
 * in memory are asked in the calling thread. Thread-safe.
 */
public final class EvidenceGatherer implements AutoCloseable {
  private static final int FAILURES = 5;
  private static final float ALL = 100;
  private static final int TRIALS = 2;
  private static final Duration REST = Duration.ofSeconds(30);

  private final List<EvidenceSource> sources;
  private final List<Inquiry> inquiries;
  private final EvidenceListener listener;

  /**
   * A gatherer of some sources.
   *
   * @param sources in the order of their facts, each of a name of its own; closed here
   * @param deadline for each of them, more than 0
   */
  public EvidenceGatherer(
      List<EvidenceSource> sources, Duration deadline, EvidenceListener listener, Clock clock) {
    this(sources, deadline, listener, clock, Thread.ofVirtual().name("evidence-", 0).factory());
  }

  EvidenceGatherer(
      List<EvidenceSource> sources,
      Duration deadline,
      EvidenceListener listener,
      Clock clock,
      ThreadFactory threads) {
    this.sources = List.copyOf(sources);
    this.listener = listener;
    CircuitBreakerConfig config = config(clock);
    this.inquiries =
        this.sources.stream()
            .map(
                source ->
                    source.inMemory()
                        ? new InlineInquiry(source)
                        : new GuardedInquiry(
                            source, deadline, CircuitBreaker.of(source.name(), config), threads))
            .toList();
  }

  /** All that can be known about an alert's pair now. */
  public Evidence gather(Alert alert) {
    List<Inquiry.Pending> pending = inquiries.stream().map(inquiry -> inquiry.ask(alert)).toList();
    Map<String, Fact> facts = new LinkedHashMap<>();
    List<String> unavailable = new ArrayList<>();
    for (int i = 0; i < pending.size(); i++) {
      String source = sources.get(i).name();
      switch (pending.get(i).await()) {
        case Outcome.Told told ->
            told.facts().stream()
                .filter(fact -> facts.putIfAbsent(fact.id(), fact) != null)
                .forEach(
                    fact ->
                        miss(
                            unavailable,
                            source,
                            Reason.DUPLICATE,
                            "a fact was dropped, because its id %s was there before"
                                .formatted(fact.id())));
        case Outcome.Missing missing ->
            miss(unavailable, source, missing.reason(), missing.saying());
      }
    }
    return new Evidence(List.copyOf(facts.values()), unavailable);
  }

  @Override
  public void close() {
    sources.forEach(EvidenceSource::close);
  }

  private void miss(List<String> unavailable, String source, Reason reason, String saying) {
    unavailable.add(source + ": " + saying);
    listener.missed(source, reason);
  }

  private static CircuitBreakerConfig config(Clock clock) {
    return CircuitBreakerConfig.custom()
        .slidingWindow(FAILURES, FAILURES, CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
        .failureRateThreshold(ALL)
        .waitDurationInOpenState(REST)
        .permittedNumberOfCallsInHalfOpenState(TRIALS)
        .maxWaitDurationInHalfOpenState(REST)
        .clock(clock)
        .build();
  }
}
