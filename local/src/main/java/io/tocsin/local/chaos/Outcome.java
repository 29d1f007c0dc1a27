package io.tocsin.local.chaos;

import java.util.List;
import java.util.Map;

/**
 * What became of all plans.
 *
 * @param skipped kinds of faults that cannot be injected here, and why
 * @param results in the order of their numbers
 */
record Outcome(double seconds, Map<FaultKind, String> skipped, List<PlanResult> results) {
  long held() {
    return results.stream().filter(PlanResult::held).count();
  }
}
