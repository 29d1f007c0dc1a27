package io.tocsin.schemas.json;

import java.util.EnumSet;
import java.util.Set;

/**
 * The fields that one kind of JSON object may have.
 *
 * @param <F> an enum of at most 64 fields, whose constants are their names in upper case
 */
public final class Fields<F extends Enum<F>> {
  private final Constants<F> known;
  private final Set<F> required;
  private final Class<F> type;

  private Fields(Class<F> type, Set<F> required) {
    this.type = type;
    this.known = Constants.of(type);
    this.required = required;
  }

  /** All of an enum's fields optional. */
  public static <F extends Enum<F>> Fields<F> optional(Class<F> type) {
    return new Fields<>(type, EnumSet.noneOf(type));
  }

  /** All of an enum's fields required. */
  public static <F extends Enum<F>> Fields<F> required(Class<F> type) {
    return new Fields<>(type, EnumSet.allOf(type));
  }

  /** Some of an enum's fields required: those from its first to the given one. */
  public static <F extends Enum<F>> Fields<F> requiredUpTo(Class<F> type, F last) {
    return new Fields<>(type, EnumSet.range(type.getEnumConstants()[0], last));
  }

  Constants<F> known() {
    return known;
  }

  Set<F> required() {
    return required;
  }

  Set<F> none() {
    return EnumSet.noneOf(type);
  }
}
