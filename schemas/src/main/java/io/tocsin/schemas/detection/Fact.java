package io.tocsin.schemas.detection;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing known about the pair. Has a number or a text.
 *
 * @param id unique within its evidence and the same for the same question of every pair, such as
 *     {@code table.n11}
 * @param source where it comes from, such as {@code alert}
 * @param at when the source knew it
 * @param label what it is, for a person
 * @param value the number, at full precision
 * @param text the text, when it is no number
 */
public record Fact(
    String id,
    String source,
    Instant at,
    String label,
    @Nullable BigDecimal value,
    @Nullable String text) {

  /** Refuses a fact that says nothing, or two things. */
  public Fact {
    if ((value == null) == (text == null)) {
      throw new IllegalArgumentException(
          "fact %s must have either a value or a text".formatted(id));
    }
  }
}
