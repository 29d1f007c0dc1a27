package io.tocsin.local.demo;

import io.tocsin.ingest.FeedSummary;
import io.tocsin.ingest.ReportFeed;
import io.tocsin.schemas.report.AdverseEventReport;
import io.tocsin.schemas.report.Names;
import io.tocsin.schemas.signal.Pair;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;

/** A feed that remembers on which receipt dates a pair was reported. */
final class WatchedFeed implements ReportFeed {
  private final ReportFeed feed;
  private final Pair watched;
  private final Runnable beforeEach;
  private final Set<LocalDate> dates = new HashSet<>();

  /**
   * @param beforeEach run before each report is given
   */
  WatchedFeed(ReportFeed feed, Pair watched, Runnable beforeEach) {
    this.feed = feed;
    this.watched = watched;
    this.beforeEach = beforeEach;
  }

  boolean watchedOn(LocalDate date) {
    return dates.contains(date);
  }

  @Override
  public boolean hasNext() {
    return feed.hasNext();
  }

  @Override
  public AdverseEventReport next() {
    beforeEach.run();
    AdverseEventReport report = feed.next();
    if (namesWatched(report)) {
      dates.add(report.receiptDate());
    }
    return report;
  }

  private boolean namesWatched(AdverseEventReport report) {
    return report.reactions().stream()
            .anyMatch(reaction -> Names.normalize(reaction.term()).equals(watched.event()))
        && report.drugs().stream()
            .anyMatch(drug -> Names.normalize(drug.name()).equals(watched.drug()));
  }

  @Override
  public long size() {
    return feed.size();
  }

  @Override
  public FeedSummary summary() {
    return feed.summary();
  }

  @Override
  public void close() {
    feed.close();
  }
}
