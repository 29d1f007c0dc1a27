package io.tocsin.topology.margins;

import io.tocsin.topology.intake.Contribution;
import io.tocsin.topology.intake.CountingInput.Change;
import io.tocsin.topology.state.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the reports of one partition add to the event margins and to N. */
final class EventCounts implements Table {
  private int partition;
  private final Map<String, Count> counts = new HashMap<>();
  private List<Count> changed = new ArrayList<>();
  private List<Count> unpublished = new ArrayList<>();
  private long reports;
  private long offset = -1;
  private int newestReceiptDay = MarginRecord.NO_DAY;
  private boolean totalChanged;
  private boolean totalUnpublished;

  void apply(Change change) {
    partition = change.partition();
    add(-1, change.retracted());
    add(1, change.added());
    offset = change.offset();
    totalChanged = true;
    totalUnpublished = true;
  }

  private void add(int sign, @Nullable Contribution contribution) {
    if (contribution == null) {
      return;
    }
    reports += sign;
    newestReceiptDay = Math.max(newestReceiptDay, contribution.receiptDay());
    for (String event : contribution.events()) {
      Count count = counts.computeIfAbsent(event, Count::new);
      count.reports += sign;
      touch(count);
    }
  }

  private void touch(Count count) {
    if (!count.isChanged) {
      count.isChanged = true;
      changed.add(count);
    }
    publishLater(count);
  }

  private void publishLater(Count count) {
    if (!count.isUnpublished) {
      count.isUnpublished = true;
      unpublished.add(count);
    }
  }

  boolean hasUnpublished() {
    return totalUnpublished;
  }

  /** Hands over what has changed since the last call: events first, then the total they add to. */
  void drainUnpublished(Consumer<MarginRecord> publish) {
    List<Count> events = unpublished;
    unpublished = new ArrayList<>();
    for (Count count : events) {
      count.isUnpublished = false;
      publish.accept(record(count));
    }
    if (totalUnpublished) {
      totalUnpublished = false;
      publish.accept(total());
    }
  }

  private MarginRecord record(Count count) {
    return new MarginRecord.Event(partition, count.event, count.reports);
  }

  private MarginRecord total() {
    return new MarginRecord.Total(partition, reports, offset, newestReceiptDay);
  }

  @Override
  public void restore(byte[] key, byte @Nullable [] value) {
    MarginRecord margin = MarginRecord.read(key, Objects.requireNonNull(value));
    partition = margin.partition();
    switch (margin) {
      case MarginRecord.Event e -> {
        Count count = counts.computeIfAbsent(e.event(), Count::new);
        count.reports = e.reports();
        publishLater(count);
      }
      case MarginRecord.Total t -> {
        reports = t.reports();
        offset = t.offset();
        newestReceiptDay = t.newestReceiptDay();
        totalUnpublished = true;
      }
    }
  }

  @Override
  public void drainChanges(ChangeLog log) {
    List<Count> events = changed;
    changed = new ArrayList<>();
    for (Count count : events) {
      count.isChanged = false;
      write(log, record(count));
    }
    if (totalChanged) {
      totalChanged = false;
      write(log, total());
    }
  }

  private static void write(ChangeLog log, MarginRecord entry) {
    log.write(entry.key(), entry.value());
  }

  private static final class Count {
    private final String event;
    private long reports;
    private boolean isChanged;
    private boolean isUnpublished;

    Count(String event) {
      this.event = event;
    }
  }
}
