package io.tocsin.topology.margins;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Events that have changed since they were last handed over, each once. */
final class Backlog {
  private final int mark;
  private List<EventCount> waiting = new ArrayList<>();

  /**
   * @param mark that an event carries while it waits here
   */
  Backlog(int mark) {
    this.mark = mark;
  }

  void add(EventCount count) {
    if (count.mark(mark)) {
      waiting.add(count);
    }
  }

  void drain(Consumer<EventCount> taker) {
    List<EventCount> drained = waiting;
    waiting = new ArrayList<>();
    for (EventCount count : drained) {
      count.unmark(mark);
      taker.accept(count);
    }
  }
}
