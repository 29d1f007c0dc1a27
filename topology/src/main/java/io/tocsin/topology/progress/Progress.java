package io.tocsin.topology.progress;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * How far the stages that run in this process have come. Written on stream threads, read by any.
 *
 * <p>It tells when a replay has settled on one machine. Of work that other instances do it knows
 * nothing.
 */
public final class Progress {
  private final Map<Integer, Long> read = new ConcurrentHashMap<>();
  private final Map<Integer, Long> counted = new ConcurrentHashMap<>();
  private final Set<Integer> buffering = ConcurrentHashMap.newKeySet();
  private final Map<Route, Long> framed = new ConcurrentHashMap<>();
  private final Map<Route, Long> applied = new ConcurrentHashMap<>();
  private final Map<Integer, Long> margins = new ConcurrentHashMap<>();
  private final Map<Integer, Long> countedByStratum = new ConcurrentHashMap<>();
  private final Map<Integer, Long> strata = new ConcurrentHashMap<>();
  private final Map<Integer, Integer> waiting = new ConcurrentHashMap<>();

  private final Map<Integer, Long> populationsPublished = new ConcurrentHashMap<>();
  private final Map<Integer, Long> populationsTaken = new ConcurrentHashMap<>();
  private final Map<Integer, Sweep> sweeps = new ConcurrentHashMap<>();
  private volatile @Nullable String broadcastModel;
  private volatile long marginRevision;
  private volatile boolean fitting;

  /** A partition's scores were all current under a model and a revision of the margins, or not. */
  private record Sweep(boolean clean, String model, long marginRevision) {}

  private record Route(int reportPartition, int countingPartition) {}

  /** Intake has dealt with a record, whatever became of it. */
  public void read(int reportPartition, long offset) {
    read.put(reportPartition, offset);
  }

  /** Event counting has taken a report in. */
  public void counted(int reportPartition, long offset) {
    counted.put(reportPartition, offset);
  }

  /** Event counting has taken a report in that is counted by stratum too. */
  public void countedByStratum(int reportPartition, long offset) {
    countedByStratum.put(reportPartition, offset);
  }

  /** Framing holds entries of a partition back until the commit, or has sent them. */
  public void buffering(int reportPartition, boolean holdsBack) {
    if (holdsBack) {
      buffering.add(reportPartition);
    } else {
      buffering.remove(reportPartition);
    }
  }

  /** A frame was sent that holds reports up to an offset. */
  public void framed(int reportPartition, int countingPartition, long offset) {
    framed.put(new Route(reportPartition, countingPartition), offset);
  }

  /** A frame was counted. */
  public void applied(int reportPartition, int countingPartition, long offset) {
    applied.put(new Route(reportPartition, countingPartition), offset);
  }

  /** The event margins cover a partition up to an offset. */
  public void marginsCover(int reportPartition, long offset) {
    margins.put(reportPartition, offset);
  }

  /** The event margins by stratum cover a partition up to an offset. */
  public void strataCover(int reportPartition, long offset) {
    strata.put(reportPartition, offset);
  }

  /** The event margins have changed. */
  public void marginsMoved(long revision) {
    marginRevision = revision;
  }

  /**
   * How far the sweep of a counting partition is.
   *
   * @param clean whether every score is what its numbers give
   * @param model version they are scored under
   * @param revision of the margins they are scored with
   */
  public void swept(int countingPartition, boolean clean, String model, long revision) {
    sweeps.put(countingPartition, new Sweep(clean, model, revision));
  }

  /** A counting partition has published what it says of its pairs together. */
  public void populationPublished(int countingPartition, long revision) {
    populationsPublished.put(countingPartition, revision);
  }

  /** The model fitter has taken in what a counting partition published. */
  public void populationTaken(int countingPartition, long revision) {
    populationsTaken.put(countingPartition, revision);
  }

  /** Whether the model fitter has something to look at. */
  public void fitting(boolean busy) {
    fitting = busy;
  }

  /** The model fitter has broadcast a model. */
  public void modelBroadcast(String version) {
    broadcastModel = version;
  }

  /** Pairs of a counting partition wait to be scored. */
  public void waiting(int countingPartition, int pairs) {
    waiting.put(countingPartition, pairs);
  }

  /** Pairs that wait to be scored, over all partitions counted here. */
  public long waiting() {
    return waiting.values().stream().mapToLong(Integer::longValue).sum();
  }

  /**
   * Whether everything up to the given offsets was read and counted, though perhaps not yet scored.
   *
   * @param lastOffsets offset of the last record of each partition of {@code adverse-event-reports}
   *     that has one
   */
  public boolean counted(Map<Integer, Long> lastOffsets) {
    return lastOffsets.entrySet().stream()
            .allMatch(last -> read.getOrDefault(last.getKey(), -1L) >= last.getValue())
        && buffering.isEmpty()
        && applied.entrySet().containsAll(framed.entrySet());
  }

  /**
   * Whether everything up to the given offsets was read, counted, covered by the margins and
   * scored. The last outputs may still wait for their commit.
   *
   * @param lastOffsets offset of the last record of each partition of {@code adverse-event-reports}
   *     that has one
   */
  public boolean settled(Map<Integer, Long> lastOffsets) {
    return counted(lastOffsets)
        && margins.entrySet().containsAll(counted.entrySet())
        && waiting() == 0;
  }

  /**
   * Whether everything has {@linkplain #settled settled}, the model was fitted to all of it, and
   * every score is what its numbers, the margins and that model give.
   */
  public boolean current(Map<Integer, Long> lastOffsets) {
    long revision = marginRevision;
    String model = broadcastModel;
    return settled(lastOffsets)
        && !fitting
        && strata.entrySet().containsAll(countedByStratum.entrySet())
        && populationsTaken.entrySet().containsAll(populationsPublished.entrySet())
        && sweeps.values().stream()
            .allMatch(
                sweep ->
                    sweep.clean
                        && sweep.marginRevision == revision
                        && (model == null || sweep.model.equals(model)));
  }
}
