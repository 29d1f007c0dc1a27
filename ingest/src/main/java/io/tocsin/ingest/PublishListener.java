package io.tocsin.ingest;

import java.time.LocalDate;

/** Follows a feed while it is published; called by the publishing thread, which waits. */
public interface PublishListener {
  /** Follows nothing. */
  PublishListener NONE = new PublishListener() {};

  /** After every 1 000 reports, and after the last. */
  default void progress(Published soFar) {}

  /**
   * After the last report received on a date was sent and before the next date begins. To wait
   * until the brokers have stored them, call {@link ReportPublisher#flush()}.
   *
   * @throws InterruptedException to stop publishing
   */
  default void dayEnded(LocalDate date, Published soFar) throws InterruptedException {}
}
