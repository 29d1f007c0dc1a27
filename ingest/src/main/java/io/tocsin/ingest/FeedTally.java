package io.tocsin.ingest;

import java.util.EnumMap;
import java.util.Map;

/** The running counts behind a {@link FeedSummary}; used by one thread. */
public final class FeedTally {
  private final String source;
  private final Map<SkipReason, Long> skipped = new EnumMap<>(SkipReason.class);
  private final Map<Remark, Long> remarks = new EnumMap<>(Remark.class);
  private long read;
  private long accepted;

  /**
   * @param source what is read, for people
   */
  public FeedTally(String source) {
    this.source = source;
  }

  /** Counts a report that the feed will deliver. */
  public void accept() {
    read++;
    accepted++;
  }

  /** Counts a report that is left out. */
  public void skip(SkipReason reason) {
    read++;
    skipped.merge(reason, 1L, Long::sum);
  }

  /** Counts something put right. */
  public void remark(Remark remark) {
    remark(remark, 1);
  }

  /** Counts something put right several times; 0 is no remark. */
  public void remark(Remark remark, long times) {
    if (times > 0) {
      remarks.merge(remark, times, Long::sum);
    }
  }

  /** Reports met so far. */
  public long read() {
    return read;
  }

  /** The counts so far. */
  public FeedSummary summary() {
    return new FeedSummary(source, read, accepted, skipped, remarks);
  }
}
