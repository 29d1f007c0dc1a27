package io.tocsin.servers;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Counts the calls to a server and remembers the last ones. Thread-safe. */
final class Traffic {
  private static final int REMEMBERED = 2_000;

  private final Deque<Question> requests = new ArrayDeque<>();
  private long calls;
  private int inFlight;
  private int maxInFlight;
  private long closedByClient;

  /** Counts a call in, and out when it is over. */
  void arrived(Exchange exchange) {
    enter();
    CompletableFuture<Void> _ = exchange.over().thenAccept(this::leave);
  }

  /** Remembers what a call asked. */
  synchronized void read(Question question) {
    if (requests.size() == REMEMBERED) {
      requests.removeFirst();
    }
    requests.addLast(question);
  }

  synchronized long calls() {
    return calls;
  }

  synchronized int inFlight() {
    return inFlight;
  }

  synchronized int maxInFlight() {
    return maxInFlight;
  }

  synchronized long closedByClient() {
    return closedByClient;
  }

  synchronized List<Question> requests() {
    return List.copyOf(requests);
  }

  private synchronized void enter() {
    calls++;
    inFlight++;
    maxInFlight = Math.max(maxInFlight, inFlight);
  }

  private synchronized void leave(Exchange.End end) {
    inFlight--;
    if (end == Exchange.End.CLIENT_GONE) {
      closedByClient++;
    }
  }
}
