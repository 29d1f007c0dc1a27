package io.tocsin.topology.margins;

import io.tocsin.scoring.strata.StratumCounts;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The event margins and N of the whole stream, summed over the partitions that count them. Every
 * instance holds all of it; written by the global thread, read by any.
 */
public final class EventMargins implements StateStore {
  /** Name of the global store. */
  public static final String STORE = "event-margins-global";

  private final Map<String, Margin> events = new ConcurrentHashMap<>();
  private final Map<Integer, MarginRecord.Total> totals = new ConcurrentHashMap<>();
  private volatile long reports;
  private volatile int newestReceiptDay = MarginRecord.NO_DAY;
  private final StrataSum strata = new StrataSum();
  private volatile boolean open;

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

  /** Takes a record in; only the global thread calls this. */
  void put(MarginRecord margin) {
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
    return events.computeIfAbsent(event, name -> new Margin());
  }

  @Override
  public String name() {
    return STORE;
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    context.register(root, (key, value) -> put(MarginRecord.read(key, value)));
    open = true;
  }

  @Override
  public void close() {
    open = false;
    events.clear();
    totals.clear();
    reports = 0;
    newestReceiptDay = MarginRecord.NO_DAY;
    strata.clear();
  }

  @Override
  public boolean persistent() {
    return false;
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  /** Declares the global store. */
  public static StoreBuilder<EventMargins> builder() {
    return new Builder();
  }

  private static final class Margin {
    private final Map<Integer, Long> byPartition = new ConcurrentHashMap<>();
    private final StrataSum strata = new StrataSum();
    private volatile long reports;

    void set(int partition, long count) {
      byPartition.put(partition, count);
      long sum = 0;
      for (long each : byPartition.values()) {
        sum += each;
      }
      reports = sum;
    }
  }

  private record Builder() implements StoreBuilder<EventMargins> {
    @Override
    public EventMargins build() {
      return new EventMargins();
    }

    @Override
    public String name() {
      return STORE;
    }

    @Override
    public StoreBuilder<EventMargins> withCachingEnabled() {
      return this;
    }

    @Override
    public StoreBuilder<EventMargins> withCachingDisabled() {
      return this;
    }

    @Override
    public StoreBuilder<EventMargins> withLoggingEnabled(Map<String, String> config) {
      throw new UnsupportedOperationException("the topic event-margins is this store's log");
    }

    @Override
    public StoreBuilder<EventMargins> withLoggingDisabled() {
      return this;
    }

    @Override
    public Map<String, String> logConfig() {
      return Map.of();
    }

    @Override
    public boolean loggingEnabled() {
      return false;
    }
  }
}
