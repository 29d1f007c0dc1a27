package io.tocsin.topology.margins;

import io.tocsin.scoring.strata.StratumCounts;
import io.tocsin.topology.progress.Progress;
import io.tocsin.topology.state.GlobalStore;
import io.tocsin.topology.state.NamePool;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The event margins and N of the whole stream, summed over the partitions that count them. Every
 * instance holds all of it; written by the global thread, read by any.
 */
public final class EventMargins extends GlobalStore {
  /** Name of the global store. */
  public static final String STORE = "event-margins-global";

  private final NamePool names = new NamePool();
  private final Map<String, Margin> events = new ConcurrentHashMap<>();
  private final Map<Integer, MarginRecord.Total> totals = new ConcurrentHashMap<>();
  private volatile long reports;
  private volatile int newestReceiptDay = MarginRecord.NO_DAY;
  private final StrataSum strata = new StrataSum();
  private final AtomicLong revision = new AtomicLong();

  private final Progress progress;

  private EventMargins(Progress progress) {
    super(STORE);
    this.progress = progress;
  }

  /** Reports that name an event: nEvent. */
  public long event(String event) {
    Margin margin = events.get(event);
    return margin == null ? 0 : margin.reports;
  }

  /** All reports: N. */
  public long reports() {
    return reports;
  }

  /**
   * Reports that name an event, by stratum; absent while none are known. What is handed out never
   * changes and must not be changed. It follows {@link #event} at a longer interval.
   */
  public @Nullable StratumCounts strata(String event) {
    Margin margin = events.get(event);
    return margin == null ? null : margin.strata.counts();
  }

  /** All reports by stratum; absent while none are known. As {@link #strata(String)}. */
  public @Nullable StratumCounts strata() {
    return strata.counts();
  }

  /** Newest receipt date that any report has brought; empty before any. */
  public Optional<LocalDate> newestReceipt() {
    int day = newestReceiptDay;
    return day == MarginRecord.NO_DAY ? Optional.empty() : Optional.of(LocalDate.ofEpochDay(day));
  }

  /** Whether the reports of a partition are in these margins up to an offset. */
  public boolean covers(int reportPartition, long offset) {
    MarginRecord.Total total = totals.get(reportPartition);
    return offset < 0 || (total != null && total.offset() >= offset);
  }

  /** Rises with every change of what this store answers. */
  public long revision() {
    return revision.get();
  }

  /** Visits every event margin above 0. */
  public void forEachEvent(LongConsumer visit) {
    for (Margin margin : events.values()) {
      if (margin.reports > 0) {
        visit.accept(margin.reports);
      }
    }
  }

  /** Takes a record in; only the global thread calls this. */
  void put(MarginRecord margin) {
    take(margin);
    progress.marginsMoved(revision.incrementAndGet());
    switch (margin) {
      case MarginRecord.Total t -> progress.marginsCover(t.partition(), t.offset());
      case MarginRecord.TotalStrata t -> progress.strataCover(t.partition(), t.offset());
      case MarginRecord.Event e -> {}
      case MarginRecord.EventStrata e -> {}
    }
  }

  private void take(MarginRecord margin) {
    switch (margin) {
      case MarginRecord.Event e -> margin(e.event()).set(e.partition(), e.reports());
      case MarginRecord.Total t -> {
        totals.put(t.partition(), t);
        long sum = 0;
        int newest = MarginRecord.NO_DAY;
        for (MarginRecord.Total each : totals.values()) {
          sum += each.reports();
          newest = Math.max(newest, each.newestReceiptDay());
        }
        reports = sum;
        newestReceiptDay = newest;
      }
      case MarginRecord.EventStrata e -> margin(e.event()).strata.set(e.partition(), e.strata());
      case MarginRecord.TotalStrata t -> strata.set(t.partition(), t.strata());
    }
  }

  private Margin margin(String event) {
    Margin known = events.get(event);
    return known != null ? known : events.computeIfAbsent(event, name -> new Margin());
  }

  @Override
  public void put(byte[] key, byte @Nullable [] value) {
    if (value != null) {
      MarginRecord.readAll(key, value, names, this::put);
    }
  }

  @Override
  protected void clear() {
    events.clear();
    totals.clear();
    reports = 0;
    newestReceiptDay = MarginRecord.NO_DAY;
    strata.clear();
    revision.incrementAndGet();
  }

  /**
   * Declares the global store.
   *
   * @param progress is told how far the margins reach
   */
  public static StoreBuilder<EventMargins> builder(Progress progress) {
    return GlobalStore.builder(STORE, () -> new EventMargins(progress));
  }

  /** Written by the global thread alone. */
  private static final class Margin {
    private final StrataSum strata = new StrataSum();
    private long[] byPartition = new long[1];
    private volatile long reports;

    void set(int partition, long count) {
      if (partition >= byPartition.length) {
        byPartition = Arrays.copyOf(byPartition, partition + 1);
      }
      long sum = reports - byPartition[partition] + count;
      byPartition[partition] = count;
      reports = sum;
    }
  }
}
