package io.tocsin.topology.counting;

import org.jspecify.annotations.Nullable;

/**
 * The pairs of one drug, found by their event: a hash table without an object for each entry, since
 * there are millions. Not thread-safe.
 */
final class PairsByEvent {
  private static final int LEAST = 4;

  /** Of the event at the same place. */
  private int[] hashes = new int[LEAST];

  /** A power of two of places, at most two thirds of them taken. */
  private @Nullable PairCounts[] pairs = new PairCounts[LEAST];

  private int size;

  boolean isEmpty() {
    return size == 0;
  }

  @Nullable PairCounts find(String event) {
    return pairs[placeOf(event)];
  }

  /** Adds the pair of an event that has none. */
  void add(PairCounts pair) {
    if (3 * (size + 1) > 2 * pairs.length) {
      spread();
    }
    put(pair, hash(pair.event));
    size++;
  }

  /** Removes a pair; answers whether it was there. */
  boolean remove(PairCounts pair) {
    int hole = placeOf(pair.event);
    if (pairs[hole] == null) {
      return false;
    }
    size--;
    for (int next = after(hole); pairs[next] != null; next = after(next)) {
      int home = hashes[next] & (pairs.length - 1);
      if (distance(home, hole) < distance(home, next)) {
        pairs[hole] = pairs[next];
        hashes[hole] = hashes[next];
        hole = next;
      }
    }
    pairs[hole] = null;
    return true;
  }

  /** Where an event's pair is, or where it would be put. */
  private int placeOf(String event) {
    int hash = hash(event);
    int place = hash & (pairs.length - 1);
    for (PairCounts pair = pairs[place]; pair != null; pair = pairs[place]) {
      if (hashes[place] == hash && pair.event.equals(event)) {
        return place;
      }
      place = after(place);
    }
    return place;
  }

  private void spread() {
    @Nullable PairCounts[] old = pairs;
    int[] oldHashes = hashes;
    pairs = new PairCounts[2 * old.length];
    hashes = new int[pairs.length];
    for (int i = 0; i < old.length; i++) {
      PairCounts pair = old[i];
      if (pair != null) {
        put(pair, oldHashes[i]);
      }
    }
  }

  private void put(PairCounts pair, int hash) {
    int place = hash & (pairs.length - 1);
    while (pairs[place] != null) {
      place = after(place);
    }
    pairs[place] = pair;
    hashes[place] = hash;
  }

  private int after(int place) {
    return (place + 1) & (pairs.length - 1);
  }

  private int distance(int from, int to) {
    return (to - from) & (pairs.length - 1);
  }

  /** Low bits that depend on all of the text: a text's own hash keeps its last letters there. */
  private static int hash(String event) {
    int hash = event.hashCode() * 0x9E3779B9;
    return hash ^ (hash >>> 16);
  }
}
