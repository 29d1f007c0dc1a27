package io.tocsin.local.recount;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What was found of each entry of a table that comes record by record: the last record of an entry
 * counts, and an entry that was recounted has to come.
 */
final class Verdicts<K> {
  private final Set<K> awaited;
  private final Map<K, List<Difference>> differing = new HashMap<>();

  Verdicts(Set<K> recounted) {
    awaited = new HashSet<>(recounted);
  }

  /** The last record of an entry differs in so much; empty when in nothing. */
  void put(K entry, List<Difference> found) {
    awaited.remove(entry);
    if (found.isEmpty()) {
      differing.remove(entry);
    } else {
      differing.put(entry, found);
    }
  }

  /** Entries that have not come. */
  int missing() {
    return awaited.size();
  }

  /**
   * All differences.
   *
   * @param missing of an entry that has not come
   */
  Stream<Difference> differences(Function<K, List<Difference>> missing) {
    return Stream.concat(
        differing.values().stream().flatMap(List::stream),
        awaited.stream().map(missing).flatMap(List::stream));
  }
}
