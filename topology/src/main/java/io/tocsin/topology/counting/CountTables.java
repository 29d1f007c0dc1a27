package io.tocsin.topology.counting;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.tocsin.schemas.json.Json;
import io.tocsin.schemas.signal.CaseSummary;
import io.tocsin.schemas.signal.Pair;
import io.tocsin.schemas.signal.SignalObservation;
import io.tocsin.scoring.strata.Strata;
import io.tocsin.scoring.strata.StratumCounts;
import io.tocsin.topology.frames.DrugFrame;
import io.tocsin.topology.intake.Contribution;
import io.tocsin.topology.state.BinaryReader;
import io.tocsin.topology.state.BinaryWriter;
import io.tocsin.topology.state.FrameLog;
import io.tocsin.topology.state.FrameNames;
import io.tocsin.topology.state.NamePool;
import io.tocsin.topology.state.Table;
import io.tocsin.topology.state.TableSize;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The pair counts and drug margins of one counting partition, and the pairs that wait for a score.
 */
public final class CountTables implements Table {
  /** On average; measured by {@code bench/run Footprint}. */
  private static final long PAIR_BYTES = 190;

  /** With its reports by stratum. */
  private static final long DRUG_BYTES = 700;

  private final Strata strata;
  private final NamePool names = new NamePool();
  private final Map<String, DrugCounts> drugs = new HashMap<>();
  private final List<PairCounts> all = new ArrayList<>();
  private final ScoringQueue queue = new ScoringQueue();
  private final FrameLog<FrameLog.Entry> changes = new FrameLog<>();
  private final CountForm form = new CountForm();
  private final Restoration restoration = new Restoration();
  private List<PairCounts> changedObservations = new ArrayList<>();
  private int lastReportPartition = -1;
  private long lastOffset = -1;
  private long moves;

  CountTables(Strata strata) {
    this.strata = strata;
  }

  /**
   * A pair as it stands.
   *
   * @param drugReports the drug's margin
   * @param byPatientGroup its reports; empty when nothing is counted by stratum
   * @param drugStrata the drug's margin by stratum, which no one changes any more
   * @param observation latest by another detector
   */
  public record Snapshot(
      Pair pair,
      long reports,
      long drugReports,
      StratumCounts byPatientGroup,
      StratumCounts drugStrata,
      CaseSummary cases,
      @Nullable SignalObservation observation) {

    /** Whether all that is known of it comes from another detector. */
    public boolean isObservedOnly() {
      return reports == 0 && observation != null;
    }

    /** Whether nothing is known of it: it was never counted, or all of it was taken back. */
    public boolean isUnknown() {
      return reports == 0 && observation == null;
    }
  }

  /** Takes a frame in. */
  void apply(byte[] frame) {
    queue.beginFrame();
    DrugFrame.read(frame, strata, names, new FrameVisitor());
  }

  /** The report partition of the last frame; -1 before the first. */
  int lastReportPartition() {
    return lastReportPartition;
  }

  /** The offset that the last frame reached. */
  long lastOffset() {
    return lastOffset;
  }

  private final class FrameVisitor implements DrugFrame.Visitor {
    @Override
    public void upTo(int reportPartition, long offset) {
      queue.frameReaches(reportPartition, offset);
      lastReportPartition = reportPartition;
      lastOffset = offset;
    }

    @Override
    public void report(int sign, Contribution report) {
      for (int i = 0; i < report.drugs().size(); i++) {
        DrugCounts drug = drug(report.drugs().get(i));
        drug.reports += sign;
        if (strata.any()) {
          drug.addToStratum(report.stratum(strata), sign);
        }
        changes.touch(drug);
        for (int j = 0; j < report.events().size(); j++) {
          PairCounts pair = pair(drug, report.events().get(j));
          pair.add(sign, CountedCase.of(report, strata, i, j));
          queue.add(pair);
          changes.touch(pair);
        }
      }
    }

    @Override
    public void observation(byte[] json) {
      SignalObservation observation = readObservation(json);
      Pair observed = observation.pair();
      PairCounts pair = pair(drug(names.intern(observed.drug())), names.intern(observed.event()));
      pair.observation = observation;
      changedObservations.add(pair);
      queue.add(pair);
      changes.touch(pair);
    }
  }

  private static SignalObservation readObservation(byte[] json) {
    try {
      return Json.mapper().readValue(json, SignalObservation.class);
    } catch (IOException e) {
      throw new UncheckedIOException("an observation in the pipeline cannot be read", e);
    }
  }

  private DrugCounts drug(String name) {
    return drugs.computeIfAbsent(name, DrugCounts::new);
  }

  private PairCounts pair(DrugCounts drug, String event) {
    PairCounts known = drug.pairs.find(event);
    if (known != null) {
      return known;
    }
    PairCounts pair = list(new PairCounts(drug, event));
    drug.pairs.add(pair);
    return pair;
  }

  private PairCounts list(PairCounts pair) {
    pair.index = all.size();
    all.add(pair);
    return pair;
  }

  private void unlist(PairCounts pair) {
    PairCounts last = all.removeLast();
    if (last != pair) {
      all.set(pair.index, last);
      last.index = pair.index;
      moves++;
    }
  }

  /** The pairs that wait to be scored. */
  public ScoringQueue queue() {
    return queue;
  }

  /** Pairs that wait to be scored. */
  public int waiting() {
    return queue.waiting();
  }

  /**
   * The next pair to score, which no longer waits; none while the event margins do not yet cover
   * the reports that changed those that wait.
   */
  public @Nullable PairCounts poll() {
    PairCounts next = queue.poll();
    if (next != null) {
      changes.touch(next);
    }
    return next;
  }

  /** Has a pair wait once more, after the frames taken in until now. */
  public void requeue(PairCounts pair) {
    queue.add(pair);
    changes.touch(pair);
  }

  /** A pair as it stands; all 0 for one that was never counted. */
  public Snapshot find(Pair pair) {
    DrugCounts drug = drugs.get(pair.drug());
    PairCounts counts = drug == null ? null : drug.pairs.find(pair.event());
    return counts != null ? snapshot(counts) : snapshotOfNone(pair, drug);
  }

  /** Pairs in the list of all that are remembered, those without a report too. */
  public int size() {
    return all.size();
  }

  /** The pair at a place in the list. */
  public PairCounts at(int place) {
    return all.get(place);
  }

  /** How many pairs have changed their place in the list. */
  public long moves() {
    return moves;
  }

  /** Visits every drug margin above 0. */
  public void forEachDrug(IntConsumer visit) {
    for (DrugCounts drug : drugs.values()) {
      if (drug.reports > 0) {
        visit.accept(drug.reports);
      }
    }
  }

  /** Number of pairs with at least one report. */
  public long pairs() {
    long pairs = 0;
    for (PairCounts pair : all) {
      pairs += pair.reports() > 0 ? 1 : 0;
    }
    return pairs;
  }

  private static Snapshot snapshotOfNone(Pair pair, @Nullable DrugCounts drug) {
    return new Snapshot(
        pair,
        0,
        drug == null ? 0 : drug.reports,
        new StratumCounts(),
        drug == null ? new StratumCounts() : drug.strata(),
        CaseSummary.NONE,
        null);
  }

  /** A pair of the list as it stands. */
  public Snapshot snapshot(PairCounts pair) {
    return new Snapshot(
        new Pair(pair.drug.drug, pair.event),
        pair.reports(),
        pair.drug.reports,
        pair.byPatientGroup(),
        pair.drug.strata(),
        pair.cases(),
        pair.observation);
  }

  @Override
  public void restore(byte[] key, byte @Nullable [] value) {
    long frame = CountingEntry.frameNumber(key);
    if (frame >= 0 && value == null) {
      changes.forget(frame);
      return;
    }
    if (frame >= 0) {
      changes.restore(frame);
    }
    CountingEntry.readAll(key, value, names, restoration);
  }

  private final class Restoration implements CountingEntry.Visitor {
    @Override
    public void drug(String name, @Nullable BinaryReader value) {
      DrugCounts drug = CountTables.this.drug(name);
      changes.restored(drug, value != null);
      if (value == null) {
        drug.clear();
        forgetIfVoid(drug);
      } else {
        drug.restore(value);
      }
    }

    @Override
    public void pair(String drug, String event, @Nullable BinaryReader value) {
      PairCounts pair = CountTables.this.pair(CountTables.this.drug(drug), event);
      changes.restored(pair, value != null);
      boolean waited = pair.waiting;
      if (value == null) {
        pair.clear();
      } else {
        pair.restore(value);
      }
      queue.restored(pair, waited);
      if (value == null) {
        forgetIfVoid(pair);
      }
    }

    @Override
    public void observation(String drug, String event, byte @Nullable [] json) {
      CountTables.this.pair(CountTables.this.drug(drug), event).observation =
          json == null ? null : readObservation(json);
    }
  }

  @Override
  public void drainChanges(ChangeLog log) {
    changes.drain(log, form);
    List<PairCounts> observed = changedObservations;
    if (!observed.isEmpty()) {
      changedObservations = new ArrayList<>();
      for (PairCounts pair : observed) {
        log.write(
            CountingEntry.observationKey(pair.drug.drug, pair.event),
            pair.observation == null ? null : writeObservation(pair.observation));
      }
    }
  }

  /** Writes drugs and pairs into frames; what is void is gone, and forgotten. */
  private final class CountForm implements FrameLog.Form<FrameLog.Entry> {
    private final BinaryWriter value = new BinaryWriter(256);

    @Override
    public byte[] key(long number) {
      return CountingEntry.frameKey(number);
    }

    @Override
    public void open(BinaryWriter out) {
      out.writeByte(CountingEntry.FORMAT);
    }

    @Override
    public boolean write(FrameLog.Entry entry, BinaryWriter out, FrameNames.Writer names) {
      value.clear();
      value.writeByte(CountingEntry.VALUE_FORMAT);
      return entry instanceof PairCounts pair
          ? writePair(pair, out, names)
          : writeDrug((DrugCounts) entry, out, names);
    }

    private boolean writeDrug(DrugCounts drug, BinaryWriter out, FrameNames.Writer names) {
      boolean lives = drug.reports != 0;
      if (lives) {
        drug.write(value);
      }
      CountingEntry.writeDrug(drug.drug, lives ? value : null, out, names);
      forgetIfVoid(drug);
      return lives;
    }

    private boolean writePair(PairCounts pair, BinaryWriter out, FrameNames.Writer names) {
      boolean lives = !isForgettable(pair);
      if (lives) {
        pair.write(value);
      }
      CountingEntry.writePair(pair, lives ? value : null, out, names);
      forgetIfVoid(pair);
      return lives;
    }
  }

  private static byte[] writeObservation(SignalObservation observation) {
    try {
      return Json.mapper().writeValueAsBytes(observation);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an observation that was read cannot be written", e);
    }
  }

  @Override
  public TableSize measure() {
    long pairs = all.size();
    long drugsCounted = drugs.size();
    return new TableSize(pairs + drugsCounted, PAIR_BYTES * pairs + DRUG_BYTES * drugsCounted);
  }

  private static boolean isForgettable(PairCounts pair) {
    return pair.isVoid() && !pair.waiting;
  }

  private void forgetIfVoid(PairCounts pair) {
    if (isForgettable(pair)) {
      if (pair.drug.pairs.remove(pair)) {
        unlist(pair);
      }
      forgetIfVoid(pair.drug);
    }
  }

  private void forgetIfVoid(DrugCounts drug) {
    if (drug.pairs.isEmpty() && drug.reports == 0 && !drug.isChanged()) {
      drugs.remove(drug.drug);
    }
  }
}
