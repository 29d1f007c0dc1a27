package io.tocsin.scoring;

import io.tocsin.schemas.signal.ContingencyTable;
import io.tocsin.schemas.signal.StratifiedMeasures;
import io.tocsin.schemas.signal.StratifiedMeasures.Subgroup;
import io.tocsin.scoring.strata.PairStrata;
import io.tocsin.scoring.strata.Subgroups;
import java.util.ArrayList;
import java.util.List;

/** What strata say of a pair. */
final class Stratification {
  private Stratification() {}

  /**
   * The measures of a pair against its adjusted expected count, and in subgroups when it has as
   * many reports as they need.
   *
   * @param expected the adjusted expected count, above 0
   */
  static StratifiedMeasures of(
      long reports,
      double expected,
      PairStrata strata,
      GammaPoissonShrinker shrinker,
      long subgroupMinReports) {
    return new StratifiedMeasures(
        expected,
        InformationComponent.of(reports, expected),
        shrinker.shrink(reports, expected),
        reports >= subgroupMinReports ? subgroups(strata) : List.of());
  }

  private static List<Subgroup> subgroups(PairStrata strata) {
    List<Subgroup> measured = new ArrayList<>();
    for (Subgroups.Subgroup group : Subgroups.of(strata)) {
      ContingencyTable table = group.table();
      double expected = table.expected();
      measured.add(
          new Subgroup(
              group.dimension(),
              group.label(),
              table,
              expected,
              Disproportionality.ror(table),
              InformationComponent.of(table.n11(), expected)));
    }
    return measured;
  }
}
