package io.tocsin.scorer.memory;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryNotificationInfo;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Consumer;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/**
 * Warns while there is still time: when what a garbage collection leaves takes most of the heap,
 * the process is about to slow down and then to end.
 */
public final class HeapWatch implements AutoCloseable {
  private static final double THRESHOLD = 0.85;
  private static final long MEBIBYTE = 1 << 20;
  private static final Duration QUIET = Duration.ofMinutes(1);

  private final NotificationEmitter memory =
      (NotificationEmitter) ManagementFactory.getPlatformMXBean(MemoryMXBean.class);
  private final NotificationListener listener;
  private long warnedAt;

  /**
   * Begins to watch.
   *
   * @param warn takes a line that says what to do; called once a minute at most
   */
  public HeapWatch(Consumer<String> warn) {
    ofWhatStays().ifPresent(HeapWatch::watch);
    listener = (notification, handback) -> heard(notification, warn);
    memory.addNotificationListener(listener, null, null);
  }

  /** The young pools are smaller, or have no bound. */
  static Optional<MemoryPoolMXBean> ofWhatStays() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .filter(MemoryPoolMXBean::isCollectionUsageThresholdSupported)
        .max(Comparator.comparingLong(pool -> pool.getUsage().getMax()));
  }

  private static void watch(MemoryPoolMXBean pool) {
    pool.setCollectionUsageThreshold((long) (THRESHOLD * pool.getUsage().getMax()));
  }

  private void heard(Notification notification, Consumer<String> warn) {
    boolean isFull =
        notification.getType().equals(MemoryNotificationInfo.MEMORY_COLLECTION_THRESHOLD_EXCEEDED);
    if (isFull && notification.getTimeStamp() - warnedAt >= QUIET.toMillis()) {
      warnedAt = notification.getTimeStamp();
      warn.accept(
          warning(
              MemoryNotificationInfo.from((CompositeData) notification.getUserData()).getUsage()));
    }
  }

  static String warning(MemoryUsage afterCollection) {
    return "What is kept fills %d %% of the heap of %d MiB: soon this process will slow down, then end for want of memory. Give it more with TOCSIN_JAVA_OPTS=-Xmx%dm, or share the work with another instance"
        .formatted(
            100 * afterCollection.getUsed() / afterCollection.getMax(),
            afterCollection.getMax() / MEBIBYTE,
            2 * afterCollection.getMax() / MEBIBYTE);
  }

  @Override
  public void close() {
    try {
      memory.removeNotificationListener(listener);
    } catch (ListenerNotFoundException e) {
      throw new IllegalStateException("closed twice", e);
    }
  }
}
