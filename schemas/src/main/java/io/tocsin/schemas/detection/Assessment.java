package io.tocsin.schemas.detection;

import io.tocsin.schemas.signal.CausalityCategory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The structured judgement on one alert. Every statement cites facts of the {@link Evidence} by id.
 *
 * @param causality WHO-UMC category; computed from case facts, never from counts, never by a model
 * @param items every {@link Criterion} exactly once, in its order
 * @param missing what would be needed to judge and is not there
 * @param confounders every {@link Confounder.Kind} exactly once
 * @param narrative the assessment in prose; every number in it is one of the facts'
 * @param limitations what the reader must keep in mind
 * @param notice what made this assessment and what it is not, in one fixed sentence
 * @param dissent where a model disagrees with what was computed
 */
public record Assessment(
    CausalityCategory causality,
    List<CausalityItem> items,
    List<Argument> evidenceFor,
    List<Argument> evidenceAgainst,
    List<Argument> missing,
    List<Confounder> confounders,
    Recommendation recommendation,
    Priority priority,
    Confidence confidence,
    String narrative,
    List<String> limitations,
    String notice,
    @Nullable String dissent) {

  /** Copies the lists. */
  public Assessment {
    items = List.copyOf(items);
    evidenceFor = List.copyOf(evidenceFor);
    evidenceAgainst = List.copyOf(evidenceAgainst);
    missing = List.copyOf(missing);
    confounders = List.copyOf(confounders);
    limitations = List.copyOf(limitations);
  }
}
