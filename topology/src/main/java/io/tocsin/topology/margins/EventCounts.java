package io.tocsin.topology.margins;

import io.tocsin.scoring.strata.Strata;
import io.tocsin.scoring.strata.StratumCounts;
import io.tocsin.topology.intake.Contribution;
import io.tocsin.topology.intake.CountingInput.Change;
import io.tocsin.topology.state.Table;
import io.tocsin.topology.state.TableSize;
import io.tocsin.topology.strata.StrataCodes;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the reports of one partition add to the event margins and to N, crude and by stratum.
 *
 * <p>The changelog holds one entry for each event: its counts by stratum, whose sum is the crude
 * count, or the crude count when nothing is counted by stratum.
 */
final class EventCounts implements Table {
  /** With its reports by stratum. */
  private static final long EVENT_BYTES = 400;

  private final Strata by;
  private int partition;
  private final Map<String, EventCount> counts = new HashMap<>();
  private final Backlog changed = new Backlog(EventCount.UNLOGGED);
  private final Backlog unpublished = new Backlog(EventCount.UNPUBLISHED);
  private final Backlog unpublishedStrata = new Backlog(EventCount.STRATA_UNPUBLISHED);
  private StratumCounts allStrata = new StratumCounts();
  private long reports;
  private long offset = -1;
  private int newestReceiptDay = MarginRecord.NO_DAY;
  private boolean totalChanged;
  private boolean totalUnpublished;
  private boolean totalStrataUnpublished;

  EventCounts(Strata by) {
    this.by = by;
  }

  void apply(Change change) {
    partition = change.partition();
    add(-1, change.retracted());
    add(1, change.added());
    offset = change.offset();
    totalChanged = true;
    totalUnpublished = true;
    totalStrataUnpublished = by.any();
  }

  private void add(int sign, @Nullable Contribution contribution) {
    if (contribution == null) {
      return;
    }
    int stratum = contribution.stratum(by);
    reports += sign;
    newestReceiptDay = Math.max(newestReceiptDay, contribution.receiptDay());
    if (by.any()) {
      allStrata.add(stratum, sign);
    }
    for (String event : contribution.events()) {
      EventCount count = count(event);
      count.reports += sign;
      changed.add(count);
      unpublished.add(count);
      if (by.any()) {
        count.strata.add(stratum, sign);
        unpublishedStrata.add(count);
      }
    }
  }

  private EventCount count(String event) {
    return counts.computeIfAbsent(event, EventCount::new);
  }

  boolean hasUnpublished() {
    return totalUnpublished;
  }

  boolean hasUnpublishedStrata() {
    return totalStrataUnpublished;
  }

  /** Hands over what has changed since the last call: events first, then the total they add to. */
  void drainUnpublished(Consumer<MarginRecord> publish) {
    unpublished.drain(count -> publish.accept(crude(count)));
    if (totalUnpublished) {
      totalUnpublished = false;
      publish.accept(total());
    }
  }

  /** The same for the counts by stratum. */
  void drainUnpublishedStrata(Consumer<MarginRecord> publish) {
    unpublishedStrata.drain(count -> publish.accept(strata(count)));
    if (totalStrataUnpublished) {
      totalStrataUnpublished = false;
      publish.accept(totalStrata());
    }
  }

  private MarginRecord crude(EventCount count) {
    return new MarginRecord.Event(partition, count.event, count.reports);
  }

  private MarginRecord strata(EventCount count) {
    return new MarginRecord.EventStrata(partition, count.event, count.strata);
  }

  private MarginRecord total() {
    return new MarginRecord.Total(partition, reports, offset, newestReceiptDay, StrataCodes.of(by));
  }

  private MarginRecord totalStrata() {
    return new MarginRecord.TotalStrata(partition, offset, allStrata);
  }

  @Override
  public void restore(byte[] key, byte @Nullable [] value) {
    MarginRecord margin = MarginRecord.read(key, Objects.requireNonNull(value));
    partition = margin.partition();
    switch (margin) {
      case MarginRecord.Event e -> {
        EventCount count = count(e.event());
        count.reports = e.reports();
        unpublished.add(count);
      }
      case MarginRecord.Total t -> {
        StrataCodes.expect(by, t.strata(), "the store 'event-counts'");
        reports = t.reports();
        offset = t.offset();
        newestReceiptDay = t.newestReceiptDay();
        totalUnpublished = true;
      }
      case MarginRecord.EventStrata e -> {
        EventCount count = count(e.event());
        count.strata = e.strata();
        count.reports = e.strata().total();
        unpublished.add(count);
        unpublishedStrata.add(count);
      }
      case MarginRecord.TotalStrata t -> {
        allStrata = t.strata();
        totalStrataUnpublished = true;
      }
    }
  }

  @Override
  public void drainChanges(ChangeLog log) {
    changed.drain(count -> write(log, by.any() ? strata(count) : crude(count)));
    if (totalChanged) {
      totalChanged = false;
      write(log, total());
      if (by.any()) {
        write(log, totalStrata());
      }
    }
  }

  @Override
  public TableSize measure() {
    return new TableSize(counts.size(), EVENT_BYTES * counts.size());
  }

  private static void write(ChangeLog log, MarginRecord entry) {
    log.write(entry.key(), entry.value());
  }
}
