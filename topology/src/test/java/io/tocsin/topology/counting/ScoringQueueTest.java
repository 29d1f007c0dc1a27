package io.tocsin.topology.counting;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.topology.urgency.Urgency;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ScoringQueueTest {
  private final ScoringQueue queue = new ScoringQueue();
  private final DrugCounts drug = new DrugCounts("ROTA");
  private final Map<PairCounts, Urgency> urgencies = new HashMap<>();
  private long coveredUpTo = Long.MAX_VALUE;
  private long now;

  @Test
  void theMostUrgentComesFirstAndEqualsInTheOrderTheyCame() {
    change(pair("SILENT", Urgency.SILENT), pair("LOW 1", Urgency.LOW), pair("LOW 2", Urgency.LOW));
    change(pair("NEW", Urgency.NEW), pair("CRITICAL", Urgency.CRITICAL));
    arrange();

    assertThat(poll(5)).containsExactly("NEW", "CRITICAL", "LOW 1", "LOW 2", "SILENT");
    assertThat(queue.poll()).isNull();
    assertThat(queue.waiting()).isZero();
  }

  @Test
  void aPairThatChangesWhileItWaitsIsScoredOnce() {
    PairCounts pair = pair("RASH", Urgency.SILENT);
    change(pair);
    arrange();
    change(pair);
    arrange();

    assertThat(queue.waiting()).isEqualTo(1);
    assertThat(poll(2)).containsExactly("RASH");
  }

  @Test
  void aPairThatBecomesMoreUrgentWhileItWaitsMovesAheadAndIsStillScoredOnce() {
    PairCounts rising = pair("RISING", Urgency.SILENT);
    change(pair("SILENT", Urgency.SILENT), rising, pair("LOW", Urgency.LOW));
    arrange();
    urgencies.put(rising, Urgency.NEW);
    change(rising);
    arrange();

    assertThat(queue.waitingByUrgency())
        .containsEntry(Urgency.NEW, 1)
        .containsEntry(Urgency.LOW, 1)
        .containsEntry(Urgency.SILENT, 1);
    assertThat(poll(4)).containsExactly("RISING", "LOW", "SILENT");
    change(rising);
    arrange();
    assertThat(poll(2)).containsExactly("RISING");
  }

  @Test
  void oneTurnInTenIsThatOfThePairThatHasWaitedLongest() {
    change(pair("SILENT", Urgency.SILENT));
    arrange();
    for (int i = 0; i < 3 * ScoringQueue.TURN_OF_THE_LONGEST; i++) {
      change(pair("CRITICAL " + i, Urgency.CRITICAL));
    }
    arrange();

    assertThat(poll(ScoringQueue.TURN_OF_THE_LONGEST))
        .startsWith("CRITICAL 0", "CRITICAL 1")
        .endsWith("SILENT");
  }

  @Test
  void noPairIsScoredBeforeTheMarginsCoverTheReportsThatChangedIt() {
    coveredUpTo = 0;
    change(pair("COVERED", Urgency.SILENT));
    change(pair("AHEAD", Urgency.CRITICAL));
    arrange();

    assertThat(poll(2)).containsExactly("COVERED");
    coveredUpTo = 1;
    arrange();
    assertThat(poll(2)).containsExactly("AHEAD");
  }

  @Test
  void pairsThatWaitedWhenTheirEntriesWereWrittenWaitAgainOnceRestored() {
    PairCounts waits = pair("WAITS", Urgency.SILENT);
    waits.waiting = true;
    queue.restored(waits, false);
    queue.restored(waits, true);
    PairCounts scored = pair("SCORED", Urgency.CRITICAL);
    scored.waiting = true;
    queue.restored(scored, false);
    scored.waiting = false;
    queue.restored(scored, true);
    arrange();

    assertThat(queue.waiting()).isEqualTo(1);
    assertThat(poll(3)).containsExactly("WAITS");
  }

  @Test
  void theLongestWaitIsThatOfTheFirstPairLeft() {
    change(pair("FIRST", Urgency.SILENT));
    arrange();
    now += 500;
    change(pair("SECOND", Urgency.SILENT));
    arrange();
    now += 200;

    assertThat(queue.longestWait(now)).isEqualTo(700);
    poll(1);
    assertThat(queue.longestWait(now)).isEqualTo(200);
    poll(1);
    assertThat(queue.longestWait(now)).isZero();
  }

  private PairCounts pair(String event, Urgency urgency) {
    PairCounts pair = new PairCounts(drug, event);
    urgencies.put(pair, urgency);
    return pair;
  }

  private long offset = -1;

  /** A frame with one more report, that changes pairs. */
  private void change(PairCounts... pairs) {
    offset++;
    queue.beginFrame();
    queue.frameReaches(0, offset);
    for (PairCounts pair : pairs) {
      queue.add(pair);
    }
  }

  private void arrange() {
    queue.arrange(
        pair -> Objects.requireNonNull(urgencies.get(pair)),
        (partition, reached) -> reached <= coveredUpTo,
        now);
  }

  private List<String> poll(int most) {
    List<String> events = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      PairCounts next = queue.poll();
      if (next != null) {
        events.add(next.event());
      }
    }
    return events;
  }
}
