package io.tocsin.local.chaos;

import java.util.List;

/**
 * What became of a plan.
 *
 * @param injected faults, in their order
 * @param notes what the programs said when they stopped, and what was done about it
 * @param problems empty when all held
 * @param records that were sent
 * @param seconds that it took
 */
record PlanResult(
    Plan plan,
    List<Injected> injected,
    List<String> notes,
    List<String> problems,
    long records,
    int alerts,
    int deadLetters,
    double seconds) {

  /**
   * A fault that was injected.
   *
   * @param second since the plan began
   * @param detail what exactly
   */
  record Injected(FaultKind kind, double second, String detail) {}

  PlanResult {
    injected = List.copyOf(injected);
    notes = List.copyOf(notes);
    problems = List.copyOf(problems);
  }

  boolean held() {
    return problems.isEmpty();
  }
}
