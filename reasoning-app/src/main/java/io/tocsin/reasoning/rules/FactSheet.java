package io.tocsin.reasoning.rules;

import io.tocsin.schemas.detection.Fact;
import io.tocsin.schemas.signal.Estimate;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Facts of one source and one time, in the order they are written; what is absent gives none. */
public final class FactSheet {
  private final List<Fact> facts = new ArrayList<>();
  private final String source;
  private final Instant at;

  /**
   * An empty sheet.
   *
   * @param source of its facts
   * @param at when the source knew them
   */
  public FactSheet(String source, Instant at) {
    this.source = source;
    this.at = at;
  }

  /** A whole number. */
  public void number(String id, String label, long value) {
    number(id, label, BigDecimal.valueOf(value));
  }

  /** A number. */
  public void number(String id, String label, @Nullable Double value) {
    if (value != null) {
      number(id, label, BigDecimal.valueOf(value));
    }
  }

  /** A number with all its digits. */
  public void number(String id, String label, BigDecimal value) {
    facts.add(new Fact(id, source, at, label, value, null));
  }

  /** A text, or what is written as one. */
  public void text(String id, String label, @Nullable Object text) {
    if (text != null) {
      facts.add(new Fact(id, source, at, label, null, text.toString()));
    }
  }

  void estimate(String id, String label, Estimate estimate) {
    number(id, label, estimate.value());
    number(FactIds.lower(id), label + ", lower bound", estimate.lower());
    number(FactIds.upper(id), label + ", upper bound", estimate.upper());
  }

  /** All of them. */
  public List<Fact> facts() {
    return List.copyOf(facts);
  }
}
