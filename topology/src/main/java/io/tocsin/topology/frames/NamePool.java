package io.tocsin.topology.frames;

import io.tocsin.topology.state.BinaryReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps one object for each name that a task meets, so that a million pairs share their names. */
public final class NamePool {
  private final Map<String, String> names = new HashMap<>();

  /** The pool's object for a name. */
  public String intern(String name) {
    String known = names.putIfAbsent(name, name);
    return known == null ? name : known;
  }

  List<String> readTexts(BinaryReader in) {
    int size = in.readInt();
    List<String> texts = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      texts.add(intern(in.readText()));
    }
    return texts;
  }
}
