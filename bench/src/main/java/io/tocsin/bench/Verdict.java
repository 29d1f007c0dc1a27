package io.tocsin.bench;

import java.util.List;

/**
 * Something that had to hold.
 *
 * @param what in words
 * @param held whether it did
 * @param figures that show it
 */
record Verdict(String what, boolean held, String figures) {
  static void print(List<Verdict> verdicts) {
    for (Verdict each : verdicts) {
      System.out.printf("%-8s %-52s %s%n", each.held ? "held" : "BROKEN", each.what, each.figures);
    }
  }

  static boolean allHeld(List<Verdict> verdicts) {
    return verdicts.stream().allMatch(Verdict::held);
  }
}
