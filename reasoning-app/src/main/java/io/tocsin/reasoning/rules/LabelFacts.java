package io.tocsin.reasoning.rules;

import io.tocsin.schemas.detection.Fact;
import io.tocsin.schemas.reference.ProductLabel;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Spells out what a product's label says of an event, and reads it from facts again. */
public final class LabelFacts {
  private static final String SOURCE = "product_label";

  private LabelFacts() {}

  /**
   * What a label says of an event. Whether it lists the event is no fact when it lists nothing.
   *
   * @param document name of the document, fit for a prompt
   * @param listed whether one of the label's preferred terms is the event's, to the letter
   */
  public static List<Fact> of(ProductLabel label, String document, boolean listed) {
    FactSheet sheet =
        new FactSheet(SOURCE, label.revised().atStartOfDay(ZoneOffset.UTC).toInstant());
    sheet.text(FactIds.LABEL_DOCUMENT, "product information", document);
    sheet.text(FactIds.LABEL_VERSION, "its version", label.version());
    sheet.text(FactIds.LABEL_REVISED, "when it was revised", label.revised());
    sheet.number(FactIds.LABEL_REACTIONS, "reactions that it lists", label.reactions().size());
    if (!label.reactions().isEmpty()) {
      sheet.text(
          FactIds.LABEL_LISTED, "whether it lists the event as a preferred term", Words.of(listed));
    }
    return sheet.facts();
  }

  /** Whether a label lists the event; absent when no fact says so or not. */
  static @Nullable Boolean listed(List<Fact> facts) {
    return facts.stream()
        .filter(fact -> fact.id().equals(FactIds.LABEL_LISTED))
        .findFirst()
        .map(fact -> Words.of(true).equals(fact.text()))
        .orElse(null);
  }
}
