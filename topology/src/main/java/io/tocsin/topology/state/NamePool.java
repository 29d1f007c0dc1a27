package io.tocsin.topology.state;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one object for each name that a task meets, so that a million pairs share their names. It
 * finds them by their bytes: a name that is known makes no object. Not thread-safe.
 */
public final class NamePool {
  private static final int LEAST = 64;

  private int[] hashes = new int[LEAST];

  /** A power of two of places, at most half of them taken. */
  private @Nullable String[] names = new String[LEAST];

  private int size;

  /** An empty pool. */
  public NamePool() {}

  /** The pool's object for a name. */
  public String intern(String name) {
    byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
    return intern(utf8, 0, utf8.length);
  }

  /** The pool's object for the name that stands in a part of these bytes. */
  String intern(byte[] utf8, int from, int to) {
    int hash = ByteBlocks.hash(utf8, from, to);
    int place = hash & (names.length - 1);
    for (String known = names[place]; known != null; known = names[place]) {
      if (hashes[place] == hash && spells(known, utf8, from, to)) {
        return known;
      }
      place = (place + 1) & (names.length - 1);
    }
    String name = new String(utf8, from, to - from, StandardCharsets.UTF_8);
    names[place] = name;
    hashes[place] = hash;
    size++;
    if (2 * size > names.length) {
      spread();
    }
    return name;
  }

  private static boolean spells(String name, byte[] utf8, int from, int to) {
    if (name.length() != to - from) {
      return name.equals(new String(utf8, from, to - from, StandardCharsets.UTF_8));
    }
    for (int i = from; i < to; i++) {
      // Negative in a letter of many bytes: then the name would have fewer letters than bytes.
      if (name.charAt(i - from) != utf8[i]) {
        return false;
      }
    }
    return true;
  }

  private void spread() {
    @Nullable String[] spread = new String[2 * names.length];
    int[] spreadHashes = new int[spread.length];
    for (int i = 0; i < names.length; i++) {
      if (names[i] != null) {
        int place = hashes[i] & (spread.length - 1);
        while (spread[place] != null) {
          place = (place + 1) & (spread.length - 1);
        }
        spread[place] = names[i];
        spreadHashes[place] = hashes[i];
      }
    }
    names = spread;
    hashes = spreadHashes;
  }
}
