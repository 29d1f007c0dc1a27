package io.tocsin.batch.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tocsin.batch.ReportRows;
import io.tocsin.batch.analysis.Margins;
import io.tocsin.batch.analysis.PairCounts;
import io.tocsin.batch.counting.CountedReports;
import io.tocsin.schemas.signal.ContingencyTable;
import io.tocsin.scoring.InformationComponent;
import io.tocsin.scoring.masking.Masking;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MaskingSearchTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void theStrongestMaskerIsTheOneThatLeavingOutEveryDrugFinds(long seed) throws Exception {
    List<ReportRows> rows = ReportRows.generated(seed, 400);
    CountedReports reports = ReportRows.counted(rows);
    PairCounts counts = PairCounts.of(reports, Margins.REPORTS);

    @Nullable Masker[] found = new MaskingSearch(reports, counts::table).strongest(3);

    int compared = 0;
    int masked = 0;
    for (int pair = 0; pair < reports.pairs(); pair++) {
      String drug = reports.drugs().get(reports.drugOf(pair));
      String event = reports.events().get(reports.eventOf(pair));
      Masker masker = found[pair];
      if (counts.reportsOf(pair) < 3) {
        assertThat(masker).isNull();
        continue;
      }
      double best = largestGain(rows, reports.drugs(), drug, event);
      assertThat(masker == null ? 0 : masker.gain()).isCloseTo(best, within(1e-12));
      if (masker != null) {
        masked++;
        assertThat(Masking.without(counts.table(pair), masker.overlap()))
            .isEqualTo(tableWithout(rows, reports.drugs().get(masker.drug()), drug, event));
      }
      compared++;
    }
    assertThat(compared).isGreaterThan(100);
    assertThat(masked).isBetween(20, compared);
  }

  @Test
  void aVaccineWithNearlyAllReportsOfAnEventMasksAnother() throws Exception {
    List<ReportRows> rows = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      rows.add(new ReportRows("loud" + i, "LOUD", i < 290 ? "RASH" : "FEVER", ""));
      rows.add(new ReportRows("other" + i, "OTHER", "FEVER", ""));
    }
    for (int i = 0; i < 20; i++) {
      rows.add(new ReportRows("hidden" + i, "HIDDEN", i < 8 ? "RASH" : "FEVER", ""));
    }
    CountedReports reports = ReportRows.counted(rows);
    PairCounts counts = PairCounts.of(reports, Margins.REPORTS);
    int pair = 0;
    while (!reports.drugs().get(reports.drugOf(pair)).equals("HIDDEN")
        || !reports.events().get(reports.eventOf(pair)).equals("RASH")) {
      pair++;
    }

    List<Masker> maskers = new MaskingSearch(reports, counts::table).maskersOf(pair);

    assertThat(maskers).hasSize(1);
    assertThat(reports.drugs().get(maskers.getFirst().drug())).isEqualTo("LOUD");
    assertThat(Masking.without(counts.table(pair), maskers.getFirst().overlap()))
        .isEqualTo(ContingencyTable.ofMargins(8, 20, 8, 320));
  }

  private static double largestGain(
      List<ReportRows> rows, List<String> drugs, String drug, String event) {
    ContingencyTable whole = tableWithout(rows, "", drug, event);
    double best = 0;
    for (String masker : drugs) {
      ContingencyTable table = tableWithout(rows, masker, drug, event);
      Set<String> together = ids(rows.stream().filter(row -> row.drug().equals(masker)).toList());
      together.retainAll(ids(rows.stream().filter(row -> row.event().equals(event)).toList()));
      if (!masker.equals(drug) && !together.isEmpty() && table.n11() > 0) {
        best = Math.max(best, ic(table) - ic(whole));
      }
    }
    return best;
  }

  private static double ic(ContingencyTable table) {
    return InformationComponent.value(table.n11(), table.expected());
  }

  private static ContingencyTable tableWithout(
      List<ReportRows> rows, String masker, String drug, String event) {
    Set<String> out = ids(rows.stream().filter(row -> row.drug().equals(masker)).toList());
    List<ReportRows> left = rows.stream().filter(row -> !out.contains(row.id())).toList();
    return ContingencyTable.ofMargins(
        ids(left.stream()
                .filter(row -> row.drug().equals(drug) && row.event().equals(event))
                .toList())
            .size(),
        ids(left.stream().filter(row -> row.drug().equals(drug)).toList()).size(),
        ids(left.stream().filter(row -> row.event().equals(event)).toList()).size(),
        ids(left).size());
  }

  private static Set<String> ids(List<ReportRows> rows) {
    return rows.stream().map(ReportRows::id).collect(Collectors.toCollection(HashSet::new));
  }
}
