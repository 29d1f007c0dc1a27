package io.tocsin.schemas.json;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The constants of an enum by their names on the wire: the Java names in lower case. */
public final class Constants<E extends Enum<E>> {
  private final Map<String, E> byName;

  private Constants(Map<String, E> byName) {
    this.byName = byName;
  }

  /** All constants of an enum. */
  public static <E extends Enum<E>> Constants<E> of(Class<E> type) {
    Map<String, E> byName = new HashMap<>();
    for (E constant : type.getEnumConstants()) {
      byName.put(wireName(constant), constant);
    }
    return new Constants<>(byName);
  }

  /** The name of one constant on the wire. */
  public static String wireName(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** The constant of that name; null when there is none. */
  public @Nullable E find(String wireName) {
    return byName.get(wireName);
  }

  /** All names. */
  Set<String> names() {
    return Set.copyOf(byName.keySet());
  }
}
