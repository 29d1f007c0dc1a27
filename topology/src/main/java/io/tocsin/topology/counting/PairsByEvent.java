package io.tocsin.topology.counting;

import io.tocsin.topology.state.OpenTable;
import org.jspecify.annotations.Nullable;

/** The pairs of one drug, found by their event. Not thread-safe. */
final class PairsByEvent {
  private final OpenTable<PairCounts> pairs = new OpenTable<>();

  boolean isEmpty() {
    return pairs.isEmpty();
  }

  @Nullable PairCounts find(String event) {
    int place = placeOf(event);
    return place == OpenTable.NONE ? null : pairs.at(place);
  }

  /** Adds the pair of an event that has none. */
  void add(PairCounts pair) {
    pairs.add(hash(pair.event), pair);
  }

  /** Removes a pair; answers whether it was there. */
  boolean remove(PairCounts pair) {
    int place = placeOf(pair.event);
    if (place == OpenTable.NONE) {
      return false;
    }
    pairs.remove(place);
    return true;
  }

  private int placeOf(String event) {
    int hash = hash(event);
    int place = pairs.first(hash);
    while (place != OpenTable.NONE && !pairs.at(place).event.equals(event)) {
      place = pairs.next(place, hash);
    }
    return place;
  }

  /** Low bits that depend on all of the text: a text's own hash keeps its last letters there. */
  private static int hash(String event) {
    int hash = event.hashCode() * 0x9E3779B9;
    return hash ^ (hash >>> 16);
  }
}
