package io.tocsin.topology.intake;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Numbers that stand for names, given in order from 0 and kept for good. */
final class NameCodes {
  private final Map<String, Integer> codes = new HashMap<>();
  private final List<@Nullable String> names = new ArrayList<>();

  /** The number of a name, a new one if it has none. */
  int code(String name) {
    Integer known = codes.putIfAbsent(name, names.size());
    if (known == null) {
      names.add(name);
      return names.size() - 1;
    }
    return known;
  }

  /**
   * The name that a number stands for.
   *
   * @throws IllegalStateException if none has it
   */
  String name(int code) {
    String name = code < names.size() ? names.get(code) : null;
    if (name == null) {
      throw new IllegalStateException("the store 'reports' lacks the name of number " + code);
    }
    return name;
  }

  /** Numbers given. */
  int size() {
    return names.size();
  }

  /** Takes back what was once given; in any order. */
  void restore(int code, String name) {
    while (names.size() <= code) {
      names.add(null);
    }
    names.set(code, name);
    codes.put(name, code);
  }
}
