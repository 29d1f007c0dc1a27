package io.tocsin.schemas.report;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One reaction of a report.
 *
 * @param term MedDRA preferred term, as reported; counting uses {@link Names#normalize}
 * @param termVersion version of the dictionary the term was coded with
 * @param outcome of the reaction, free text of at most 200 characters
 */
public record Reaction(
    String term,
    @Nullable String termVersion,
    @Nullable LocalDate onsetDate,
    @Nullable String outcome) {

  /** A reaction of which only the term is known. */
  public static Reaction of(String term) {
    return new Reaction(term, null, null, null);
  }
}
