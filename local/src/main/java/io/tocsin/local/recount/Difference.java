package io.tocsin.local.recount;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.tocsin.schemas.signal.Pair;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A count in which the stream and the batch differ.
 *
 * @param table such as {@code pairs}
 * @param entry such as a pair's key
 */
@JsonPropertyOrder({"table", "entry", "recounted", "stream"})
record Difference(String table, String entry, long recounted, long stream) {

  /** All differences, ordered by table and entry. */
  static List<Difference> between(Counts recounted, Counts stream, Map<Pair, Long> scored) {
    List<Difference> found = new ArrayList<>();
    if (recounted.reports != stream.reports) {
      found.add(new Difference("reports", "N", recounted.reports, stream.reports));
    }
    compare("drugs", recounted.drugs, stream.drugs, Function.identity(), found);
    compare("events", recounted.events, stream.events, Function.identity(), found);
    compare("pairs", recounted.pairs, stream.pairs, Pair::key, found);
    compare("scores", recounted.pairs, scored, Pair::key, found);
    return found;
  }

  private static <K> void compare(
      String table,
      Map<K, Long> recounted,
      Map<K, Long> stream,
      Function<K, String> name,
      List<Difference> found) {
    Set<K> keys = new HashSet<>(recounted.keySet());
    keys.addAll(stream.keySet());
    keys.stream()
        .map(
            key ->
                new Difference(
                    table,
                    name.apply(key),
                    recounted.getOrDefault(key, 0L),
                    stream.getOrDefault(key, 0L)))
        .filter(each -> each.recounted() != each.stream())
        .sorted(Comparator.comparing(Difference::entry))
        .forEach(found::add);
  }
}
