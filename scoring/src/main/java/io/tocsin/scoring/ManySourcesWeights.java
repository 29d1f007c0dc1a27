package io.tocsin.scoring;

import io.tocsin.scoring.check.Check;
import io.tocsin.scoring.check.Step;
import java.util.List;
import java.util.Map;

/**
 * Layer 2: a pair seen from all its sources.
 *
 * @param frequency share of the frequency
 * @param severity share of the severity
 * @param burst share of the burst
 * @param novelty share of the novelty
 * @param consensus share of the sources' consensus
 * @param mechanism share of the mechanism's plausibility
 * @param byCount frequency when the count reaches a bound, else 0; bounds fall
 * @param severeText severity when none is given and the text names a severe course
 * @param mechanismUnknown plausibility when none is given
 * @param withoutSources layer 2 of a pair that names no source
 * @param novel how novelty is scored
 * @param agreement how consensus is scored
 */
public record ManySourcesWeights(
    double frequency,
    double severity,
    double burst,
    double novelty,
    double consensus,
    double mechanism,
    List<Step> byCount,
    double severeText,
    double mechanismUnknown,
    double withoutSources,
    Novel novel,
    Agreement agreement) {

  /** As designed. */
  public static final ManySourcesWeights DEFAULTS =
      new ManySourcesWeights(
          0.25,
          0.20,
          0.15,
          0.15,
          0.15,
          0.10,
          List.of(
              new Step(100, 1),
              new Step(50, 0.8),
              new Step(20, 0.6),
              new Step(10, 0.4),
              new Step(5, 0.3),
              new Step(3, 0.2),
              new Step(1, 0.1)),
          0.7,
          0.5,
          0.5,
          new Novel(
              List.of(new Step(30, 1), new Step(90, 0.8), new Step(180, 0.6), new Step(365, 0.4)),
              0.2,
              0.5,
              List.of(new Step(30, 0.6), new Step(90, 0.4)),
              0.2,
              0.2),
          new Agreement(
              Map.of(
                  "faers", 0.40,
                  "rwe", 0.25,
                  "clinicaltrials", 0.15,
                  "pubmed", 0.10,
                  "social", 0.07,
                  "label", 0.03),
              "social",
              0.5,
              0.5,
              0.1,
              0.7,
              3,
              0.2));

  /** Refuses shares that do not sum to 1 and scores outside [0, 1]. */
  public ManySourcesWeights {
    byCount = List.copyOf(byCount);
    Check.shares(
        "the shares of layer 2", frequency, severity, burst, novelty, consensus, mechanism);
    Check.steps("layer2.byCount", byCount, -1);
    Check.unit("layer2.severeText", severeText);
    Check.unit("layer2.mechanismUnknown", mechanismUnknown);
    Check.unit("layer2.withoutSources", withoutSources);
  }

  /**
   * Novelty by the days since the most recent date, for reactions that the label does not list and
   * for those that it lists.
   *
   * @param unlabelled score within so many days; bounds rise
   * @param unlabelledLater score after them
   * @param unlabelledUndated score without a date
   * @param labelled score within so many days; bounds rise
   * @param labelledLater score after them
   * @param labelledUndated score without a date
   */
  public record Novel(
      List<Step> unlabelled,
      double unlabelledLater,
      double unlabelledUndated,
      List<Step> labelled,
      double labelledLater,
      double labelledUndated) {
    /** Refuses scores outside [0, 1] and days out of order. */
    public Novel {
      unlabelled = List.copyOf(unlabelled);
      labelled = List.copyOf(labelled);
      Check.steps("layer2.novel.unlabelled", unlabelled, 1);
      Check.steps("layer2.novel.labelled", labelled, 1);
      Check.unit(
          "layer2.novel", unlabelledLater, unlabelledUndated, labelledLater, labelledUndated);
    }
  }

  /**
   * How much the sources agree.
   *
   * @param priorities weight of each type of source, above 0; normalised over the types present
   * @param otherType the type of a source that neither says its type nor begins with the name of
   *     one
   * @param confidenceUnknown confidence of a source that gives none
   * @param strengthUnknown strength of a source that gives none
   * @param leastConfidence no source counts with less
   * @param strong a source is strong when its confidence and strength reach this
   * @param strongSources strong sources that earn the bonus
   * @param strongBonus the bonus
   */
  public record Agreement(
      Map<String, Double> priorities,
      String otherType,
      double confidenceUnknown,
      double strengthUnknown,
      double leastConfidence,
      double strong,
      int strongSources,
      double strongBonus) {
    /** Refuses priorities that are not above 0 and a type for others that has none. */
    public Agreement {
      priorities = Map.copyOf(priorities);
      priorities.forEach(
          (type, priority) -> Check.positive("layer2.agreement.priorities." + type, priority));
      if (!priorities.containsKey(otherType)) {
        throw new IllegalArgumentException(
            "scoring: layer2.agreement.otherType is %s, it must be one of the types with a priority"
                .formatted(otherType));
      }
      Check.unit(
          "layer2.agreement",
          confidenceUnknown,
          strengthUnknown,
          leastConfidence,
          strong,
          strongBonus);
      Check.atLeast("layer2.agreement.strongSources", strongSources, 1);
    }
  }
}
