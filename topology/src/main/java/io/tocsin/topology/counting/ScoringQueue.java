package io.tocsin.topology.counting;

import io.tocsin.topology.urgency.Urgency;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The pairs of a counting partition that have changed since they were scored: the most urgent
 * first, those of the same urgency in the order they came. A pair that changes again while it waits
 * keeps its place, or moves to a more urgent one. Now and then the pair that has waited longest has
 * its turn whatever its urgency, so that none waits for ever.
 *
 * <p>Frames are numbered around the range of an integer; of two numbers, the sign of their
 * difference tells which is later. Not thread-safe: used under the lock of its {@link CountTables}.
 */
public final class ScoringQueue {
  /** One turn in so many is that of the pair that has waited longest. */
  static final int TURN_OF_THE_LONGEST = 10;

  private static final Urgency[] URGENCIES = Urgency.values();

  /**
   * A pair that moved to a more urgent place leaves its old entry behind, to be passed over when
   * its turn comes.
   */
  private final List<Deque<PairCounts>> places =
      Stream.generate(() -> (Deque<PairCounts>) new ArrayDeque<PairCounts>())
          .limit(URGENCIES.length)
          .toList();

  private final int[] placed = new int[URGENCIES.length];
  private final Deque<Frame> frames = new ArrayDeque<>();
  private final Deque<Arrangement> arrangements = new ArrayDeque<>();
  private List<PairCounts> changed = new ArrayList<>();
  private int frame;
  private int settledFrame;
  private int waiting;
  private int turns;

  ScoringQueue() {}

  /** A frame whose reports the event margins may not yet cover. */
  private record Frame(int number, int reportPartition, long offset) {}

  /** Up to which frame pairs had come in at a time. */
  private record Arrangement(int frame, long at) {}

  /** A new frame is taken in; the pairs that wait from now on wait for its margins. */
  void beginFrame() {
    frame++;
  }

  /** The frame holds reports of a partition up to an offset. */
  void frameReaches(int reportPartition, long offset) {
    frames.add(new Frame(frame, reportPartition, offset));
  }

  /** A pair has changed. */
  void add(PairCounts pair) {
    if (!pair.waiting) {
      pair.waiting = true;
      pair.waitingSince = frame;
      waiting++;
    }
    listChanged(pair);
  }

  /** A pair's entry was restored, which says whether it waits. */
  void restored(PairCounts pair, boolean waitedBefore) {
    waiting += (pair.waiting ? 1 : 0) - (waitedBefore ? 1 : 0);
    if (pair.waiting) {
      listChanged(pair);
    }
  }

  private void listChanged(PairCounts pair) {
    if (!pair.isToBePlaced) {
      pair.isToBePlaced = true;
      changed.add(pair);
    }
  }

  /** Pairs that wait. */
  public int waiting() {
    return waiting;
  }

  /** Whether none could be scored now that may ring, as of the last {@link #arrange}. */
  public boolean isSilent() {
    PairCounts next = mostUrgent();
    return next == null || next.place == Urgency.SILENT.rank();
  }

  /** Pairs that wait, by urgency as of the last {@link #arrange}. */
  public Map<Urgency, Integer> waitingByUrgency() {
    Map<Urgency, Integer> pairs = new EnumMap<>(Urgency.class);
    for (Urgency urgency : URGENCIES) {
      pairs.put(urgency, placed[urgency.rank()]);
    }
    return pairs;
  }

  /**
   * Gives every pair that has changed since the last call its place.
   *
   * @param urgency of a pair as it stands now
   * @param covered whether the margins cover a report partition up to an offset
   * @param now in ms
   */
  public void arrange(
      Function<PairCounts, Urgency> urgency, BiPredicate<Integer, Long> covered, long now) {
    settle(covered);
    List<PairCounts> pairs = changed;
    changed = new ArrayList<>();
    for (PairCounts pair : pairs) {
      pair.isToBePlaced = false;
      if (pair.waiting) {
        place(pair, urgency.apply(pair));
      }
    }
    Arrangement last = arrangements.peekLast();
    if (last == null || last.frame != frame) {
      arrangements.add(new Arrangement(frame, now));
    }
  }

  private void settle(BiPredicate<Integer, Long> covered) {
    for (Frame head = frames.peek(); head != null; head = frames.peek()) {
      if (!covered.test(head.reportPartition(), head.offset())) {
        return;
      }
      settledFrame = head.number();
      frames.remove();
    }
    settledFrame = frame;
  }

  /** Moves a pair that waits to a more urgent place, when it has become that urgent. */
  public void reconsider(PairCounts pair, Urgency urgency) {
    if (pair.waiting && pair.place != PairCounts.NO_PLACE) {
      place(pair, urgency);
    }
  }

  private void place(PairCounts pair, Urgency urgency) {
    int target = urgency.rank();
    if (pair.place == PairCounts.NO_PLACE || target < pair.place) {
      leavePlace(pair);
      pair.place = (byte) target;
      placed[target]++;
      places.get(target).add(pair);
    }
  }

  private void leavePlace(PairCounts pair) {
    if (pair.place != PairCounts.NO_PLACE) {
      placed[pair.place]--;
      pair.place = PairCounts.NO_PLACE;
    }
  }

  /**
   * The next pair to score, which no longer waits; none when none waits whose margins cover the
   * reports that changed it.
   */
  @Nullable PairCounts poll() {
    boolean longest = (turns + 1) % TURN_OF_THE_LONGEST == 0;
    PairCounts next = longest ? longestWaiting() : mostUrgent();
    if (next != null) {
      turns++;
      places.get(next.place).remove();
      leavePlace(next);
      next.waiting = false;
      waiting--;
    }
    return next;
  }

  private @Nullable PairCounts mostUrgent() {
    for (int place = 0; place < URGENCIES.length; place++) {
      PairCounts head = head(place);
      if (head != null && isCovered(head)) {
        return head;
      }
    }
    return null;
  }

  private @Nullable PairCounts longestWaiting() {
    PairCounts longest = null;
    for (int place = 0; place < URGENCIES.length; place++) {
      PairCounts head = head(place);
      if (head != null
          && isCovered(head)
          && (longest == null || head.waitingSince - longest.waitingSince < 0)) {
        longest = head;
      }
    }
    return longest;
  }

  private boolean isCovered(PairCounts pair) {
    return pair.waitingSince - settledFrame <= 0;
  }

  private @Nullable PairCounts head(int place) {
    Deque<PairCounts> pairs = places.get(place);
    PairCounts head = pairs.peek();
    while (head != null && !(head.waiting && head.place == place)) {
      pairs.remove();
      head = pairs.peek();
    }
    return head;
  }

  /** How long the pair has waited that has waited longest, in ms; 0 when none waits. */
  public long longestWait(long now) {
    PairCounts longest = null;
    for (int place = 0; place < URGENCIES.length; place++) {
      PairCounts head = head(place);
      if (head != null && (longest == null || head.waitingSince - longest.waitingSince < 0)) {
        longest = head;
      }
    }
    for (Arrangement first = arrangements.peek(); first != null; first = arrangements.peek()) {
      if (longest != null && first.frame - longest.waitingSince >= 0) {
        return now - first.at;
      }
      arrangements.remove();
    }
    return 0;
  }
}
