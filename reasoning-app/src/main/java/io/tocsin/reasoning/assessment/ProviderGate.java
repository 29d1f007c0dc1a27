package io.tocsin.reasoning.assessment;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shut while the provider does not accept the key: no alert is taken up then, those in hand wait,
 * and one of them tries from time to time whether somebody has put the key right. Thread-safe.
 */
public final class ProviderGate {
  private static final Logger LOG = LoggerFactory.getLogger(ProviderGate.class);

  private final long probeNanos;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private volatile @Nullable String shut;
  private long nextProbe;

  /**
   * @param probe how often one caller tries while it is shut
   */
  public ProviderGate(Duration probe) {
    this.probeNanos = probe.toNanos();
  }

  /** Why it is shut; absent when it is open. */
  public @Nullable String shut() {
    return shut;
  }

  /** Shuts it; callers wait in {@link #pass}. */
  void shut(String why) {
    lock.lock();
    try {
      if (shut == null) {
        LOG.error("Reasoning pauses, because the provider refuses the key: {}", why);
      }
      shut = why;
      nextProbe = System.nanoTime() + probeNanos;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Opens it. */
  void open() {
    if (shut == null) {
      return;
    }
    lock.lock();
    try {
      LOG.info("The provider accepts the key again; reasoning goes on");
      shut = null;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Returns at once when it is open; else when it opens, or when it is this caller's turn to try.
   */
  void pass() throws InterruptedException {
    if (shut == null) {
      return;
    }
    lock.lockInterruptibly();
    try {
      while (shut != null) {
        long left = nextProbe - System.nanoTime();
        if (left <= 0) {
          nextProbe = System.nanoTime() + probeNanos;
          return;
        }
        boolean _ = changed.await(left, TimeUnit.NANOSECONDS);
      }
    } finally {
      lock.unlock();
    }
  }
}
