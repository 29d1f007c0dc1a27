package io.tocsin.reasoning.evidence;

import io.tocsin.schemas.alert.Alert;
import io.tocsin.schemas.detection.Fact;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Sources that behave as told. */
final class Sources {
  private Sources() {}

  /** What a source does when it is asked. */
  @FunctionalInterface
  interface Behaviour {
    List<Fact> act() throws Exception;
  }

  /** A source that counts how often it is asked. */
  static final class Told implements EvidenceSource {
    private final String name;
    private final boolean inMemory;
    private final AtomicReference<Behaviour> behaviour;
    private final AtomicInteger asked = new AtomicInteger();
    private boolean closed;

    private Told(String name, boolean inMemory, Behaviour behaviour) {
      this.name = name;
      this.inMemory = inMemory;
      this.behaviour = new AtomicReference<>(behaviour);
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public List<Fact> gather(Alert alert) throws Exception {
      asked.incrementAndGet();
      return behaviour.get().act();
    }

    @Override
    public boolean inMemory() {
      return inMemory;
    }

    @Override
    public void close() {
      closed = true;
    }

    int asked() {
      return asked.get();
    }

    boolean closed() {
      return closed;
    }

    void now(Behaviour other) {
      behaviour.set(other);
    }
  }

  static Told remote(String name, Behaviour behaviour) {
    return new Told(name, false, behaviour);
  }

  static Told inMemory(String name, Behaviour behaviour) {
    return new Told(name, true, behaviour);
  }

  /** Never answers; opens the latch when it is interrupted. */
  static Told silent(String name, CountDownLatch interrupted) {
    return remote(
        name,
        () -> {
          try {
            new CountDownLatch(1).await();
            return List.of();
          } catch (InterruptedException e) {
            interrupted.countDown();
            throw e;
          }
        });
  }

  static Behaviour telling(String... ids) {
    List<Fact> facts = List.of(ids).stream().map(Sources::fact).toList();
    return () -> facts;
  }

  static Behaviour failing() {
    return () -> {
      throw new IllegalStateException("secret");
    };
  }

  private static Fact fact(String id) {
    return new Fact(id, "test", Instant.EPOCH, "a fact", null, id);
  }
}
