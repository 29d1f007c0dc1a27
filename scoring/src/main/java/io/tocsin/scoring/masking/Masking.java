package io.tocsin.scoring.masking;

import io.tocsin.schemas.signal.ContingencyTable;
import io.tocsin.scoring.InformationComponent;

/**
 * Masking: a drug with many reports of an event raises what is expected of every other drug, so
 * that another's disproportion does not show. A pair is looked at without the reports that name the
 * masker, all of them (Juhlin et al. 2013; Maignen et al. 2014).
 *
 * <p>Of all drugs the masker is the one without which the IC is highest: unlike a plain ratio, the
 * IC does not reward leaving out nearly all reports of the pair's drug.
 */
public final class Masking {
  private Masking() {}

  /** A pair's table without the reports of the masker. */
  public static ContingencyTable without(ContingencyTable table, Overlap overlap) {
    return ContingencyTable.ofMargins(
        table.n11() - overlap.withBoth(),
        table.drugMargin() - overlap.withDrug(),
        table.eventMargin() - overlap.withEvent(),
        table.total() - overlap.masker());
  }

  /** The IC without the masker less the IC with it, in bits; above 0 when it masks. */
  public static double gain(ContingencyTable table, Overlap overlap) {
    ContingencyTable without = without(table, overlap);
    return InformationComponent.value(without.n11(), without.expected())
        - InformationComponent.value(table.n11(), table.expected());
  }

  /**
   * The masking ratio n/E without the masker by n/E with it (Juhlin et al. 2013): above 1 when it
   * masks; NaN when nothing is left to be expected.
   */
  public static double ratio(ContingencyTable table, Overlap overlap) {
    ContingencyTable without = without(table, overlap);
    return (without.n11() / without.expected()) / (table.n11() / table.expected());
  }

  /**
   * The largest gain that a drug can have which shares at most so many reports with the pair's
   * drug: that with all of them shared, and none of them a report of the pair. A report that is one
   * takes as much from what is observed as from the drug's margin, which never pays.
   *
   * @param eventShare share of the event among the reports that do not name the masker, in [0, 1]
   */
  public static double gainAtMost(ContingencyTable table, double eventShare, long mostWithDrug) {
    long shared = Math.min(mostWithDrug, table.n10());
    return InformationComponent.value(table.n11(), (table.drugMargin() - shared) * eventShare)
        - InformationComponent.value(table.n11(), table.expected());
  }
}
