package io.tocsin.topology.frames;

import java.util.HashMap;
import java.util.Map;

/** Keeps one object for each name that a task meets, so that a million pairs share their names. */
public final class NamePool {
  private final Map<String, String> names = new HashMap<>();

  /** The pool's object for a name. */
  public String intern(String name) {
    String known = names.putIfAbsent(name, name);
    return known == null ? name : known;
  }
}
