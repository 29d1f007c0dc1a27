package io.tocsin.ingest.replay;

import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/**
 * Chooses reports for a property of which only its share among the reports of each vaccine is
 * known: reports join or leave the choice while that brings the shares closer.
 */
final class Shares {
  private static final int SWEEPS = 6;

  private final List<Draft> reports;
  private final List<Aggregates.VaccineFacts> vaccines;

  Shares(List<Draft> reports, List<Aggregates.VaccineFacts> vaccines) {
    this.reports = reports;
    this.vaccines = vaccines;
  }

  /**
   * Chooses reports.
   *
   * @param share of the property among the reports of a vaccine, 0 to 1
   * @param excluded reports that cannot be chosen
   */
  BitSet choose(ToDoubleFunction<Aggregates.VaccineFacts> share, BitSet excluded, Random random) {
    double[] missing =
        vaccines.stream().mapToDouble(v -> share.applyAsDouble(v) * v.reports()).toArray();
    BitSet chosen = new BitSet(reports.size());
    for (int r = 0; r < reports.size(); r++) {
      double mean = 0;
      for (int vaccine : reports.get(r).vaccines()) {
        mean += share.applyAsDouble(vaccines.get(vaccine)) / reports.get(r).vaccines().length;
      }
      if (random.nextDouble() < mean && !excluded.get(r)) {
        flip(r, chosen, missing);
      }
    }
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      for (int r = 0; r < reports.size(); r++) {
        if (!excluded.get(r) && helps(r, chosen.get(r), missing)) {
          flip(r, chosen, missing);
        }
      }
    }
    return chosen;
  }

  /** Whether the squared distance to the known counts falls when the report changes sides. */
  private boolean helps(int report, boolean chosen, double[] missing) {
    double change = 0;
    for (int vaccine : reports.get(report).vaccines()) {
      change += 1 + 2 * (chosen ? missing[vaccine] : -missing[vaccine]);
    }
    return change < 0;
  }

  private void flip(int report, BitSet chosen, double[] missing) {
    chosen.flip(report);
    int step = chosen.get(report) ? -1 : 1;
    for (int vaccine : reports.get(report).vaccines()) {
      missing[vaccine] += step;
    }
  }
}
