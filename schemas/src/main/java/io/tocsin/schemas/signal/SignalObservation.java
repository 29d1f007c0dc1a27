package io.tocsin.schemas.signal;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A ready-made observation of a pair from another detector, as published to {@code signals}.
 *
 * @param count reports of the pair, 0 or more
 * @param totalCases all reports of the database it comes from, above 0
 * @param seriousness free text or flag; {@code 1}, {@code true}, {@code yes} and {@code serious}
 *     mean serious
 * @param outcome worst outcome, free text
 * @param severity 0 to 1; {@code severityScore} is its other name
 * @param burstScore 0 to 1
 * @param mechanismScore plausibility of a mechanism, 0 to 1
 * @param sources names of sources; their confidence, strength (0 to 1) and type by name
 * @param labelReactions reactions that the label already lists
 */
public record SignalObservation(
    String drug,
    String event,
    long count,
    long totalCases,
    @Nullable String seriousness,
    @Nullable Long seriousCount,
    @Nullable String outcome,
    List<LocalDate> dates,
    @Nullable LocalDate onsetDate,
    @Nullable LocalDate reportDate,
    @Nullable Double severity,
    @Nullable Double severityScore,
    @Nullable Double burstScore,
    @Nullable Double mechanismScore,
    List<String> sources,
    Map<String, Double> sourceConfidence,
    Map<String, Double> sourceStrength,
    Map<String, String> sourceTypes,
    @Nullable LocalDate mostRecentDate,
    @Nullable String text,
    List<String> labelReactions,
    @Nullable ContingencyTable contingency,
    @Nullable TimeSeries timeSeries,
    @Nullable ClinicalFacts clinical) {

  /** Copies what can change; an absent collection is empty. */
  public SignalObservation {
    dates = copy(dates);
    sources = copy(sources);
    labelReactions = copy(labelReactions);
    sourceConfidence = copy(sourceConfidence);
    sourceStrength = copy(sourceStrength);
    sourceTypes = copy(sourceTypes);
  }

  /** The pair that was observed. */
  public Pair pair() {
    return Pair.of(drug, event);
  }

  private static <T> List<T> copy(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  private static <V> Map<String, V> copy(@Nullable Map<String, V> map) {
    return map == null ? Map.of() : Map.copyOf(map);
  }
}
