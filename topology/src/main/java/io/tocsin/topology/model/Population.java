package io.tocsin.topology.model;

import io.tocsin.scoring.prior.PairHistogram;
import io.tocsin.scoring.standing.ScoreHistogram;
import io.tocsin.topology.counting.CountTables;
import io.tocsin.topology.counting.ScoreStamp;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * All pairs of a counting partition that have a report, squashed: how many have so many reports and
 * about so many expected ones, and how their scores are spread. Kept as pairs change; not
 * thread-safe.
 */
public final class Population {
  private final List<PairHistogram> byMagnitude = new ArrayList<>();
  private final BitSet changedMagnitudes = new BitSet();
  private final ScoreHistogram scores = new ScoreHistogram();
  private boolean scoresChanged;
  private boolean drugsChanged;
  private long revision;

  /** Nobody. */
  public Population() {}

  /**
   * Moves a pair to where it belongs now; one without a report belongs nowhere.
   *
   * @param stamp where it stood until now
   * @param score in the units of {@link ScoreHistogram}, or {@link ScoreStamp#UNSCORED}
   */
  public void place(ScoreStamp stamp, int reports, double expected, int score) {
    boolean counts = reports > 0 && (float) expected > 0;
    int toReports = counts ? reports : 0;
    float toExpected = counts ? (float) expected : 0;
    int toScore = counts ? score : ScoreStamp.UNSCORED;
    if (toReports != stamp.placedReports() || toExpected != stamp.placedExpected()) {
      count(stamp.placedReports(), stamp.placedExpected(), -1);
      count(toReports, toExpected, 1);
    }
    if (toScore != stamp.placedScore()) {
      score(stamp.placedScore(), -1);
      score(toScore, 1);
    }
    stamp.placed(toReports, toExpected, toScore);
  }

  private void count(int reports, float expected, int change) {
    if (reports > 0) {
      int magnitude = PopulationRecord.magnitude(reports);
      while (byMagnitude.size() <= magnitude) {
        byMagnitude.add(new PairHistogram());
      }
      byMagnitude.get(magnitude).add(reports, expected, change);
      changedMagnitudes.set(magnitude);
    }
  }

  private void score(int unit, int change) {
    if (unit != ScoreStamp.UNSCORED) {
      scores.add(unit, change);
      scoresChanged = true;
    }
  }

  /** Says that a drug margin may have changed. */
  public void drugsChanged() {
    drugsChanged = true;
  }

  /** Whether there is anything to publish. */
  public boolean hasChanged() {
    return drugsChanged || scoresChanged || !changedMagnitudes.isEmpty();
  }

  /** Hands over what has changed since the last call, and returns the revision it was given. */
  public long drain(
      int partition, CountTables tables, long now, Consumer<PopulationRecord> publish) {
    revision = Math.max(now, revision + 1);
    changedMagnitudes.stream()
        .forEach(
            magnitude ->
                publish.accept(
                    new PopulationRecord.Pairs(
                        partition, magnitude, revision, byMagnitude.get(magnitude))));
    changedMagnitudes.clear();
    if (scoresChanged) {
      publish.accept(new PopulationRecord.Scores(partition, revision, scores));
      scoresChanged = false;
    }
    if (drugsChanged) {
      Map<Integer, Integer> drugsByReports = new HashMap<>();
      tables.forEachDrug(reports -> drugsByReports.merge(reports, 1, Integer::sum));
      publish.accept(new PopulationRecord.Drugs(partition, revision, drugsByReports));
      drugsChanged = false;
    }
    return revision;
  }
}
