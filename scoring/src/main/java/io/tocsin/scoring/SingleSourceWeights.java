package io.tocsin.scoring;

import io.tocsin.scoring.check.Check;

/**
 * Layer 1: a pair seen from its own counts, seriousness and dates.
 *
 * @param rarity share of rarity in the base score
 * @param seriousness share of seriousness
 * @param recency share of recency
 * @param count share of the count
 * @param countFull reports from which the count scores 1
 * @param grave how seriousness is scored
 * @param recent how recency is scored
 * @param together bonuses for components that are high together
 * @param tunneling bonus for each component that is nearly high
 */
public record SingleSourceWeights(
    double rarity,
    double seriousness,
    double recency,
    double count,
    double countFull,
    Grave grave,
    Recent recent,
    Together together,
    Tunneling tunneling) {

  /** As designed. */
  public static final SingleSourceWeights DEFAULTS =
      new SingleSourceWeights(
          0.40,
          0.35,
          0.20,
          0.05,
          10,
          new Grave(0.5, 0.5, 0.3, 0.2, 0.3),
          new Recent(365, 0.5, 0.3, 3650, 0.5),
          new Together(0.7, 0.15, 0.10, 0.10, 0.6, 0.20),
          new Tunneling(0.5, 0.7, 0.05));

  /** Refuses shares that do not sum to 1. */
  public SingleSourceWeights {
    Check.shares("the shares of layer 1", rarity, seriousness, recency, count);
    Check.positive("layer1.countFull", countFull);
  }

  /**
   * Seriousness is the sum of these, at most 1.
   *
   * @param flagged reported as serious
   * @param death the worst outcome is death
   * @param hospitalized the worst outcome is a hospitalisation or a threat to life
   * @param disabled the worst outcome is a disability
   * @param share times the share of serious reports
   */
  public record Grave(
      double flagged, double death, double hospitalized, double disabled, double share) {
    /** Refuses what lies outside [0, 1]. */
    public Grave {
      Check.unit("layer1.grave", flagged, death, hospitalized, disabled, share);
    }
  }

  /**
   * Recency falls from 1, linearly in three pieces.
   *
   * @param periodDays length of the first and of the second piece, in days
   * @param firstLoss lost over the first
   * @param secondLoss lost over the second
   * @param tailDays days in which 1 would be lost afterwards
   * @param undated recency of a pair without a date
   */
  public record Recent(
      double periodDays, double firstLoss, double secondLoss, double tailDays, double undated) {
    /** Refuses losses above 1 and pieces without length. */
    public Recent {
      Check.positive("layer1.recent.periodDays", periodDays);
      Check.positive("layer1.recent.tailDays", tailDays);
      Check.unit("layer1.recent", firstLoss, secondLoss, firstLoss + secondLoss, undated);
    }
  }

  /**
   * Bonuses for components that are high together.
   *
   * @param bothAbove what both of two must exceed
   * @param rareSerious rarity and seriousness
   * @param rareRecent rarity and recency
   * @param seriousRecent seriousness and recency
   * @param allAbove what all three must exceed
   * @param allThree all three
   */
  public record Together(
      double bothAbove,
      double rareSerious,
      double rareRecent,
      double seriousRecent,
      double allAbove,
      double allThree) {
    /** Refuses what lies outside [0, 1]. */
    public Together {
      Check.unit(
          "layer1.together", bothAbove, rareSerious, rareRecent, seriousRecent, allAbove, allThree);
    }
  }

  /**
   * A bonus for each of rarity, seriousness and recency in ({@code above}, {@code upTo}].
   *
   * @param bonus added for each
   */
  public record Tunneling(double above, double upTo, double bonus) {
    /** Refuses what lies outside [0, 1]. */
    public Tunneling {
      Check.unit("layer1.tunneling", above, upTo, bonus);
    }
  }
}
