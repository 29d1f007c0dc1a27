package io.tocsin.topology.counting;

import io.tocsin.schemas.signal.CaseSummary;
import io.tocsin.topology.state.BinaryReader;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that the counting changelog holds of one pair, in plain terms: what a batch recount compares
 * with.
 *
 * @param byPatientGroup reports by sex and age; empty when nothing is counted by stratum
 * @param byReceiptDate reports by receipt date
 */
public record CountedReports(
    long reports,
    Map<Integer, Integer> byPatientGroup,
    Map<LocalDate, Integer> byReceiptDate,
    CaseSummary cases) {

  /** Of a pair without a report. */
  public static final CountedReports NONE =
      new CountedReports(0, Map.of(), Map.of(), CaseSummary.NONE);

  /** Keeps copies. */
  public CountedReports {
    byPatientGroup = Map.copyOf(byPatientGroup);
    byReceiptDate = Map.copyOf(byReceiptDate);
  }

  /** Reads the value of a pair's entry; absent when the entry was removed. */
  public static CountedReports read(@Nullable BinaryReader value) {
    if (value == null) {
      return NONE;
    }
    PairCounts pair = new PairCounts(new DrugCounts(""), "");
    pair.restore(value.fork());
    return pair.plain();
  }
}
