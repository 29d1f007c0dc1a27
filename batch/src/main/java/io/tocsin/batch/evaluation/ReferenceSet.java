package io.tocsin.batch.evaluation;

import io.tocsin.schemas.signal.Pair;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Pairs of which the truth is held to be known, numbered from 0. */
final class ReferenceSet {
  private final Map<Pair, Integer> numbers = new HashMap<>();
  private final List<Known> pairs = new ArrayList<>();

  /**
   * A pair of the set.
   *
   * @param positive whether the drug is held to cause the event
   * @param date on which that became known
   * @param line on which the pair stands
   */
  record Known(Pair pair, boolean positive, @Nullable LocalDate date, long line) {}

  private ReferenceSet() {}

  /**
   * Reads a set; the first row of a pair stands.
   *
   * @throws IOException when the file cannot be read or lacks a column
   */
  static ReferenceSet read(Request.Reference reference, BadRows bad) throws IOException {
    ReferenceSet set = new ReferenceSet();
    try (Table table = new Table(reference.file())) {
      int drug = table.column(reference.drug());
      int event = table.column(reference.event());
      int label = table.column(reference.label());
      int date = reference.date() == null ? -1 : table.column(reference.date());
      table.forEach(
          bad,
          fields -> {
            Boolean positive = label(fields.get(label));
            if (positive == null) {
              return "the label is '%s', it must be 1 or positive, 0 or negative"
                  .formatted(fields.get(label));
            }
            String day = date < 0 ? "" : fields.get(date);
            LocalDate known = Values.date(day);
            if (known == null && !day.isEmpty()) {
              return Values.notADate(day);
            }
            Pair pair = Pair.of(fields.get(drug), fields.get(event));
            return set.add(new Known(pair, positive, known, fields.line()));
          });
    }
    return set;
  }

  private static @Nullable Boolean label(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "1", "positive" -> Boolean.TRUE;
      case "0", "negative" -> Boolean.FALSE;
      default -> null;
    };
  }

  private @Nullable String add(Known known) {
    if (known.pair().drug().isEmpty() || known.pair().event().isEmpty()) {
      return "the drug or the event is empty";
    }
    Integer before = numbers.putIfAbsent(known.pair(), pairs.size());
    if (before != null) {
      return "%s and %s stand on line %d already"
          .formatted(known.pair().drug(), known.pair().event(), pairs.get(before).line());
    }
    pairs.add(known);
    return null;
  }

  /** The number of a pair; absent when the set does not have it. */
  @Nullable Integer number(Pair pair) {
    return numbers.get(pair);
  }

  /** All pairs, in the order of their numbers. */
  List<Known> pairs() {
    return pairs;
  }

  /** How many are positive. */
  int positives() {
    return (int) pairs.stream().filter(Known::positive).count();
  }
}
