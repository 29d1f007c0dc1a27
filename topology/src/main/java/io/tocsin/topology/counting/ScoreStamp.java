package io.tocsin.topology.counting;

import io.tocsin.schemas.signal.AlertLevel;
import io.tocsin.topology.state.FrameLog;
import io.tocsin.topology.urgency.Urgency;

/**
 * What a pair's last score was made from, and where the pair stands in the population of its
 * partition. Kept in memory only: after a restart every pair is scored anew.
 */
public sealed class ScoreStamp extends FrameLog.Entry permits PairCounts {
  /** Score of a pair that has none. */
  public static final int UNSCORED = -1;

  private long inputs;
  private int epoch = -1;
  private int asOfDay;
  private float scoredExpected;
  private int placedReports;
  private float placedExpected;
  private int placedScore = UNSCORED;
  private byte fusionUrgency = rank(AlertLevel.NONE);
  private byte alertUrgency = rank(AlertLevel.NONE);

  /** A pair that was never scored and stands nowhere. */
  ScoreStamp() {}

  /**
   * It was scored.
   *
   * @param digest of all numbers the score rests on
   * @param version of model and configuration in this process
   */
  public void scored(long digest, int version, int day, double expected) {
    inputs = digest;
    epoch = version;
    asOfDay = day;
    scoredExpected = (float) expected;
  }

  /**
   * The levels of that score.
   *
   * @param fusion by the fusion score alone
   * @param alert after the evidence gate
   */
  public void reached(AlertLevel fusion, AlertLevel alert) {
    fusionUrgency = rank(fusion);
    alertUrgency = rank(alert);
  }

  private static byte rank(AlertLevel level) {
    return (byte) Urgency.of(level).rank();
  }

  /** Where it is placed in the population. */
  public void placed(int reports, float expected, int score) {
    placedReports = reports;
    placedExpected = expected;
    placedScore = score;
  }

  /** Whether the last score was made from just these numbers, and under this version. */
  public boolean isOf(long digest, int version) {
    return inputs == digest && epoch == version;
  }

  /** Whether it was ever scored. */
  public boolean isScored() {
    return epoch != -1;
  }

  /** Version of model and configuration it was scored under; -1 when never. */
  public int epoch() {
    return epoch;
  }

  /** The urgency of a pair at the level of the last score by its fusion score alone. */
  public Urgency fusionUrgency() {
    return Urgency.ofRank(fusionUrgency);
  }

  /** The urgency of a pair at the level of the last score. */
  public Urgency alertUrgency() {
    return Urgency.ofRank(alertUrgency);
  }

  /** The as-of day of the last score. */
  public int asOfDay() {
    return asOfDay;
  }

  /** The expected count of the last score. */
  public float scoredExpected() {
    return scoredExpected;
  }

  /** Reports with which it stands in the population; 0 when it does not. */
  public int placedReports() {
    return placedReports;
  }

  /** The expected count with which it stands in the population. */
  public float placedExpected() {
    return placedExpected;
  }

  /** The score with which it stands in the population, in its units. */
  public int placedScore() {
    return placedScore;
  }
}
