package io.tocsin.local.chaos;

import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Results as people read them. */
final class Words {
  private Words() {}

  static void line(PrintWriter out, PlanResult result) {
    Plan plan = result.plan();
    String faults =
        result.injected().stream()
            .map(
                each ->
                    String.format(
                        Locale.ROOT,
                        "%.1f s %s%s",
                        each.second(),
                        each.kind().words(),
                        each.detail().isEmpty() ? "" : " (" + each.detail() + ")"))
            .collect(Collectors.joining("; "));
    out.printf(
        Locale.ROOT,
        "%4d  seed %d, %s, %s, %d threads, %,d records, %,d alerts, %d dead letters: %s: %s  %.1f"
            + " s%n",
        plan.number(),
        plan.seed(),
        word(plan.backend()),
        word(plan.protocol()),
        plan.threads(),
        result.records(),
        result.alerts(),
        result.deadLetters(),
        faults,
        result.held() ? "held" : "DID NOT HOLD",
        result.seconds());
    result.problems().forEach(problem -> out.println("      ! " + problem));
    result.notes().forEach(note -> out.println("      " + note));
    out.flush();
  }

  static void summary(PrintWriter out, Outcome outcome) {
    Map<FaultKind, int[]> counts = new EnumMap<>(FaultKind.class);
    for (PlanResult result : outcome.results()) {
      for (PlanResult.Injected each : result.injected()) {
        int[] count = counts.computeIfAbsent(each.kind(), kind -> new int[2]);
        count[0]++;
        count[1] += result.held() ? 1 : 0;
      }
    }
    out.printf("%n%-18s %8s %8s%n", "fault", "injected", "held");
    for (FaultKind kind : FaultKind.values()) {
      String skipped = outcome.skipped().get(kind);
      int[] count = counts.getOrDefault(kind, new int[2]);
      if (skipped != null) {
        out.printf("%-18s skipped: %s%n", kind.words(), skipped);
      } else {
        out.printf("%-18s %,8d %,8d%n", kind.words(), count[0], count[1]);
      }
    }
    out.printf(Locale.ROOT, "%d plans in %.0f s%n", outcome.results().size(), outcome.seconds());
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
