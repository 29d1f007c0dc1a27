package io.tocsin.scoring;

import io.tocsin.schemas.signal.Components.Interactions;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Layer 1 of a pair: how rare, serious and recent it is by itself. */
record SingleSource(
    double rarity,
    double seriousness,
    double recency,
    double countNormalized,
    double base,
    Interactions interactions,
    double tunneling) {

  static SingleSource of(Evidence evidence, LocalDate asOf, SingleSourceWeights weights) {
    double rarity = rarity(evidence);
    double seriousness = seriousness(evidence, weights.grave());
    double recency = recency(evidence.newest(), asOf, weights.recent());
    double count = Math.min(1, evidence.count() / weights.countFull());
    double base =
        weights.rarity() * rarity
            + weights.seriousness() * seriousness
            + weights.recency() * recency
            + weights.count() * count;
    return new SingleSource(
        rarity,
        seriousness,
        recency,
        count,
        base,
        interactions(rarity, seriousness, recency, weights.together()),
        tunneling(rarity, seriousness, recency, weights.tunneling()));
  }

  /** The base score with all bonuses; it may exceed 1. */
  double score() {
    return base
        + interactions.rareSerious()
        + interactions.rareRecent()
        + interactions.seriousRecent()
        + interactions.allThree()
        + tunneling;
  }

  /** A pair without any report is as rare as can be. */
  private static double rarity(Evidence evidence) {
    return evidence.count() == 0
        ? 1
        : Math.clamp(1 - (double) evidence.count() / evidence.totalCases(), 0, 1);
  }

  private static double seriousness(Evidence evidence, SingleSourceWeights.Grave grave) {
    double outcome =
        switch (evidence.outcome()) {
          case DEATH -> grave.death();
          case HOSPITALIZED_OR_LIFE_THREATENING -> grave.hospitalized();
          case DISABLED -> grave.disabled();
          case OTHER -> 0;
        };
    double share = evidence.count() == 0 ? 0 : (double) evidence.seriousCount() / evidence.count();
    return Math.min(
        1, (evidence.flagged() ? grave.flagged() : 0) + outcome + grave.share() * share);
  }

  private static double recency(
      @Nullable LocalDate newest, LocalDate asOf, SingleSourceWeights.Recent recent) {
    if (newest == null) {
      return recent.undated();
    }
    double days = ChronoUnit.DAYS.between(newest, asOf);
    double period = recent.periodDays();
    double afterFirst = 1 - recent.firstLoss();
    if (days <= period) {
      return Math.clamp(1 - recent.firstLoss() * days / period, 0, 1);
    }
    if (days <= 2 * period) {
      return afterFirst - recent.secondLoss() * (days - period) / period;
    }
    double afterSecond = afterFirst - recent.secondLoss();
    return Math.max(0, afterSecond - (days - 2 * period) / recent.tailDays());
  }

  private static Interactions interactions(
      double rarity, double seriousness, double recency, SingleSourceWeights.Together together) {
    boolean rare = rarity > together.bothAbove();
    boolean serious = seriousness > together.bothAbove();
    boolean recent = recency > together.bothAbove();
    boolean all = Math.min(rarity, Math.min(seriousness, recency)) > together.allAbove();
    return new Interactions(
        rare && serious ? together.rareSerious() : 0,
        rare && recent ? together.rareRecent() : 0,
        serious && recent ? together.seriousRecent() : 0,
        all ? together.allThree() : 0);
  }

  private static double tunneling(
      double rarity, double seriousness, double recency, SingleSourceWeights.Tunneling tunneling) {
    return tunneling.bonus()
        * (nearlyHigh(rarity, tunneling)
            + nearlyHigh(seriousness, tunneling)
            + nearlyHigh(recency, tunneling));
  }

  private static int nearlyHigh(double component, SingleSourceWeights.Tunneling tunneling) {
    return component > tunneling.above() && component <= tunneling.upTo() ? 1 : 0;
  }
}
