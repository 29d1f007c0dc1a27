package io.tocsin.topology.margins;

import io.tocsin.scoring.strata.Strata;
import io.tocsin.scoring.strata.StratumCounts;
import io.tocsin.topology.intake.Contribution;
import io.tocsin.topology.intake.CountingInput.Change;
import io.tocsin.topology.margins.EventCount.Place;
import io.tocsin.topology.state.BinaryWriter;
import io.tocsin.topology.state.FrameLog;
import io.tocsin.topology.state.FrameNames;
import io.tocsin.topology.state.NamePool;
import io.tocsin.topology.state.Table;
import io.tocsin.topology.state.TableSize;
import io.tocsin.topology.strata.StrataCodes;
import io.tocsin.topology.strata.StratumForm;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the reports of one partition add to the event margins and to N, crude and by stratum.
 *
 * <p>The changelog holds frames of events: their counts by stratum, whose sum is the crude count,
 * or the crude counts when nothing is counted by stratum.
 */
final class EventCounts implements Table {
  /** With its reports by stratum. */
  private static final long EVENT_BYTES = 400;

  private final Strata by;
  private int partition;
  private final NamePool names = new NamePool();
  private final Map<String, EventCount> counts = new HashMap<>();
  private final FrameLog<Place> changed = new FrameLog<>();
  private final FrameLog<Place> unpublished = new FrameLog<>();
  private final FrameLog<Place> unpublishedStrata = new FrameLog<>();
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
      changed.touch(count.logged);
      unpublished.touch(count.published);
      if (by.any()) {
        count.strata.add(stratum, sign);
        unpublishedStrata.touch(count.strataPublished);
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
  void drainUnpublished(ChangeLog topic) {
    unpublished.drain(topic, new Form(false));
    if (totalUnpublished) {
      totalUnpublished = false;
      write(topic, total());
    }
  }

  /** The same for the counts by stratum. */
  void drainUnpublishedStrata(ChangeLog topic) {
    unpublishedStrata.drain(topic, new Form(true));
    if (totalStrataUnpublished) {
      totalStrataUnpublished = false;
      write(topic, totalStrata());
    }
  }

  /** Writes events into frames; none is ever gone. */
  private final class Form implements FrameLog.Form<Place> {
    private final boolean byStratum;

    Form(boolean byStratum) {
      this.byStratum = byStratum;
    }

    @Override
    public byte[] key(long number) {
      return MarginRecord.frameKey(byStratum, partition, number);
    }

    @Override
    public void open(BinaryWriter out) {
      MarginRecord.openFrame(out);
    }

    @Override
    public boolean write(Place entry, BinaryWriter out, FrameNames.Writer names) {
      EventCount count = entry.count;
      names.write(count.event, out);
      if (byStratum) {
        StratumForm.write(count.strata, out);
      } else {
        out.writeVarint(count.reports);
      }
      return true;
    }
  }

  private MarginRecord total() {
    return new MarginRecord.Total(partition, reports, offset, newestReceiptDay, StrataCodes.of(by));
  }

  private MarginRecord totalStrata() {
    return new MarginRecord.TotalStrata(partition, offset, allStrata);
  }

  @Override
  public void restore(byte[] key, byte @Nullable [] value) {
    long frame = MarginRecord.frameNumber(key);
    if (frame >= 0 && value == null) {
      changed.forget(frame);
      return;
    }
    if (frame >= 0) {
      changed.restore(frame);
    }
    MarginRecord.readAll(key, Objects.requireNonNull(value), names, this::restore);
  }

  private void restore(MarginRecord margin) {
    partition = margin.partition();
    switch (margin) {
      case MarginRecord.Event e -> {
        EventCount count = restored(e.event());
        count.reports = e.reports();
      }
      case MarginRecord.Total t -> {
        StrataCodes.expect(by, t.strata(), "the store 'event-counts'");
        reports = t.reports();
        offset = t.offset();
        newestReceiptDay = t.newestReceiptDay();
        totalUnpublished = true;
      }
      case MarginRecord.EventStrata e -> {
        EventCount count = restored(e.event());
        count.strata = e.strata();
        count.reports = e.strata().total();
        unpublishedStrata.touch(count.strataPublished);
      }
      case MarginRecord.TotalStrata t -> {
        allStrata = t.strata();
        totalStrataUnpublished = true;
      }
    }
  }

  private EventCount restored(String event) {
    EventCount count = count(event);
    changed.restored(count.logged, true);
    unpublished.touch(count.published);
    return count;
  }

  @Override
  public void drainChanges(ChangeLog log) {
    changed.drain(log, new Form(by.any()));
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
