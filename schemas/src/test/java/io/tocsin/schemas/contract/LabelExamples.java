package io.tocsin.schemas.contract;

import io.tocsin.schemas.reference.ProductLabel;
import java.time.LocalDate;
import java.util.List;

/** Labels that list much, one thing and nothing. */
final class LabelExamples {
  private LabelExamples() {}

  static List<ProductLabel> all() {
    return List.of(
        new ProductLabel(
            "RotaShield",
            List.of("Pyrexia", "Irritability", "Decreased appetite", "Abdominal cramps"),
            "package insert",
            "1998-08",
            LocalDate.of(1998, 8, 31)),
        new ProductLabel(
            "RotaShield",
            List.of("Intussusception"),
            "package insert, withdrawn",
            "2",
            LocalDate.of(1999, 10, 15)),
        new ProductLabel(
            "Acetylsalicylic acid",
            List.of(),
            "summary of product characteristics",
            "v3.1_EU",
            LocalDate.of(2030, 1, 1)));
  }
}
