package io.tocsin.topology.state;

import java.nio.charset.StandardCharsets;

/**
 * Keeps one object for each name that a task meets, so that a million pairs share their names. It
 * finds them by their bytes: a name that is known makes no object. Not thread-safe.
 */
public final class NamePool {
  private final OpenTable<String> names = new OpenTable<>();

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
    for (int at = names.first(hash); at != OpenTable.NONE; at = names.next(at, hash)) {
      String known = names.at(at);
      if (spells(known, utf8, from, to)) {
        return known;
      }
    }
    String name = new String(utf8, from, to - from, StandardCharsets.UTF_8);
    names.add(hash, name);
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
}
