package io.tocsin.scoring;

import io.tocsin.scoring.check.Step;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Layer 2 of a pair: what its sources say together. */
record ManySources(
    double score,
    double frequency,
    double severity,
    double burst,
    double novelty,
    double consensus,
    double mechanism) {

  static ManySources of(Evidence evidence, LocalDate asOf, ManySourcesWeights weights) {
    if (evidence.sources().isEmpty()) {
      return new ManySources(weights.withoutSources(), 0, 0, 0, 0, 0, 0);
    }
    double frequency = Step.reached(weights.byCount(), (double) evidence.count(), 0);
    double severity = severity(evidence, weights);
    double burst = evidence.burst();
    double novelty = novelty(evidence.mostRecent(), evidence.labelled(), asOf, weights.novel());
    double consensus = Consensus.of(evidence.sources(), weights.agreement());
    double mechanism =
        evidence.mechanism() == null ? weights.mechanismUnknown() : evidence.mechanism();
    double sum =
        weights.frequency() * frequency
            + weights.severity() * severity
            + weights.burst() * burst
            + weights.novelty() * novelty
            + weights.consensus() * consensus
            + weights.mechanism() * mechanism;
    return new ManySources(
        Math.clamp(sum, 0, 1), frequency, severity, burst, novelty, consensus, mechanism);
  }

  private static double severity(Evidence evidence, ManySourcesWeights weights) {
    if (evidence.severity() != null) {
      return evidence.severity();
    }
    return evidence.severeText() ? weights.severeText() : 0;
  }

  private static double novelty(
      @Nullable LocalDate mostRecent,
      boolean labelled,
      LocalDate asOf,
      ManySourcesWeights.Novel novel) {
    if (mostRecent == null) {
      return labelled ? novel.labelledUndated() : novel.unlabelledUndated();
    }
    double days = ChronoUnit.DAYS.between(mostRecent, asOf);
    return labelled
        ? Step.within(novel.labelled(), days, novel.labelledLater())
        : Step.within(novel.unlabelled(), days, novel.unlabelledLater());
  }
}
