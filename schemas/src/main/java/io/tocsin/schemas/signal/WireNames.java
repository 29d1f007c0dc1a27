package io.tocsin.schemas.signal;

import com.fasterxml.jackson.core.io.SerializedString;
import io.tocsin.schemas.json.Constants;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** The names of an enum's constants on the wire, encoded once. */
record WireNames<E extends Enum<E>>(Map<E, SerializedString> names) {
  static <E extends Enum<E>> WireNames<E> of(Class<E> type) {
    Map<E, SerializedString> names = new EnumMap<>(type);
    for (E constant : type.getEnumConstants()) {
      names.put(constant, new SerializedString(Constants.wireName(constant)));
    }
    return new WireNames<>(names);
  }

  SerializedString of(E constant) {
    return Objects.requireNonNull(names.get(constant));
  }
}
