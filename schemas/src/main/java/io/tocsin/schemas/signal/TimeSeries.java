package io.tocsin.schemas.signal;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reports of a pair by date, as another detector counted them.
 *
 * @param dates in any order; a date may stand more than once
 * @param counts reports of each date, as many as there are dates
 */
public record TimeSeries(List<LocalDate> dates, List<Long> counts) {

  /** Copies the lists, an absent one is empty; refuses lists of different length. */
  public TimeSeries {
    dates = copy(dates);
    counts = copy(counts);
    if (dates.size() != counts.size()) {
      throw new IllegalArgumentException(
          "the time series has %d dates and %d counts, it must have as many of one as of the other"
              .formatted(dates.size(), counts.size()));
    }
  }

  private static <T> List<T> copy(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }
}
