package io.tocsin.topology.scoring;

import io.tocsin.topology.margins.EventMargins;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Which day "recent" is relative to. */
public enum AsOf {
  /** Today, by the clock in UTC: live use. */
  CLOCK,
  /** The newest receipt date that any report has brought: replays of the past. */
  NEWEST_RECEIPT;

  LocalDate day(EventMargins margins, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    return switch (this) {
      case CLOCK -> today;
      case NEWEST_RECEIPT -> margins.newestReceipt().orElse(today);
    };
  }
}
