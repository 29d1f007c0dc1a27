package io.tocsin.local.recount;

import io.tocsin.schemas.signal.Pair;
import java.util.HashMap;
import java.util.Map;

/** Reports by drug, by event and by pair, and all of them; entries of 0 are left out. */
final class Counts {
  final Map<String, Long> drugs = new HashMap<>();
  final Map<String, Long> events = new HashMap<>();
  final Map<Pair, Long> pairs = new HashMap<>();
  long reports;

  static <K> void add(Map<K, Long> counts, K key) {
    counts.merge(key, 1L, Long::sum);
  }

  static <K> void set(Map<K, Long> counts, K key, long count) {
    if (count == 0) {
      counts.remove(key);
    } else {
      counts.put(key, count);
    }
  }
}
