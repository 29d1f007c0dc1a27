package io.tocsin.topology.state;

import org.jspecify.annotations.Nullable;

/**
 * A hash table without an object for each entry: entries stand beside their hashes, each at the
 * next free place. It knows no keys; whoever looks goes through the few entries of a hash and
 * compares. Not thread-safe.
 *
 * @param <E> the entries
 */
public final class OpenTable<E> {
  /** No place. */
  public static final int NONE = -1;

  private static final int LEAST = 4;

  /** Of the entry at the same place. */
  private int[] hashes = new int[LEAST];

  /** A power of two of places, at most two thirds of them taken. */
  private @Nullable Object[] entries = new Object[LEAST];

  private int size;

  /** An empty table. */
  public OpenTable() {}

  /** Whether it has no entry. */
  public boolean isEmpty() {
    return size == 0;
  }

  /** The place of the first entry of a hash, whose low bits must differ; or {@link #NONE}. */
  public int first(int hash) {
    return seek(home(hash), hash);
  }

  /** The place of the next entry of a hash; or {@link #NONE}. */
  public int next(int place, int hash) {
    return seek(after(place), hash);
  }

  private int seek(int from, int hash) {
    for (int place = from; entries[place] != null; place = after(place)) {
      if (hashes[place] == hash) {
        return place;
      }
    }
    return NONE;
  }

  /** The entry at a place that {@link #first} or {@link #next} gave. */
  @SuppressWarnings({"unchecked", "NullAway"}) // Only what add was given, and only taken places.
  public E at(int place) {
    return (E) entries[place];
  }

  /** Adds an entry, beside equal ones if there are any. */
  public void add(int hash, E entry) {
    if (3 * (size + 1) > 2 * entries.length) {
      spread();
    }
    put(hash, entry);
    size++;
  }

  /** Removes the entry at a place; others may have other places after that. */
  public void remove(int place) {
    size--;
    int hole = place;
    for (int next = after(hole); entries[next] != null; next = after(next)) {
      int home = home(hashes[next]);
      if (distance(home, hole) < distance(home, next)) {
        entries[hole] = entries[next];
        hashes[hole] = hashes[next];
        hole = next;
      }
    }
    entries[hole] = null;
  }

  private void spread() {
    @Nullable Object[] old = entries;
    int[] oldHashes = hashes;
    entries = new Object[2 * old.length];
    hashes = new int[entries.length];
    for (int i = 0; i < old.length; i++) {
      Object entry = old[i];
      if (entry != null) {
        put(oldHashes[i], entry);
      }
    }
  }

  private void put(int hash, Object entry) {
    int place = home(hash);
    while (entries[place] != null) {
      place = after(place);
    }
    entries[place] = entry;
    hashes[place] = hash;
  }

  private int home(int hash) {
    return hash & (entries.length - 1);
  }

  private int after(int place) {
    return (place + 1) & (entries.length - 1);
  }

  private int distance(int from, int to) {
    return (to - from) & (entries.length - 1);
  }
}
