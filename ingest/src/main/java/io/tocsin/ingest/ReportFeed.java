package io.tocsin.ingest;

import io.tocsin.schemas.report.AdverseEventReport;
import java.util.Iterator;

/**
 * A source of valid, distinct reports in the order in which they were received (equal dates in the
 * order of the source). Used by one thread, once, and closed afterwards.
 *
 * <p>{@link #next()} throws {@link java.io.UncheckedIOException} when the source cannot be read.
 */
public interface ReportFeed extends Iterator<AdverseEventReport>, AutoCloseable {
  /** How many reports the feed delivers in all. */
  long size();

  /** What was read, and what was left out and why. */
  FeedSummary summary();

  @Override
  void close();
}
