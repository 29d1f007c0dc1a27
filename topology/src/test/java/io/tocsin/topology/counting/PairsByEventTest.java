package io.tocsin.topology.counting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PairsByEventTest {
  private static final int EVENTS = 300;

  private final DrugCounts drug = new DrugCounts("ASPIRIN");
  private final PairsByEvent pairs = new PairsByEvent();

  @Test
  void anEventWithoutAPairHasNone() {
    assertThat(pairs.find("RASH")).isNull();
    assertThat(pairs.isEmpty()).isTrue();
  }

  @Test
  void pairsComeAndGoAndEachIsFoundAsLongAsItIsThere() {
    Random random = new Random(1);
    Map<String, PairCounts> expected = new HashMap<>();
    for (int step = 0; step < 20_000; step++) {
      // More come than go at first, then more go than come.
      boolean comes = random.nextInt(20_000) > step;
      String event = "Reaction " + random.nextInt(EVENTS);
      PairCounts there = pairs.find(event);
      assertThat(there).isSameAs(expected.get(event));
      if (comes && there == null) {
        PairCounts pair = new PairCounts(drug, event);
        pairs.add(pair);
        expected.put(event, pair);
      } else if (!comes && there != null) {
        assertThat(pairs.remove(there)).isTrue();
        assertThat(pairs.remove(there)).isFalse();
        expected.remove(event);
      }
      assertThat(pairs.isEmpty()).isEqualTo(expected.isEmpty());
    }
    for (int i = 0; i < EVENTS; i++) {
      assertThat(pairs.find("Reaction " + i)).isSameAs(expected.get("Reaction " + i));
    }
  }
}
