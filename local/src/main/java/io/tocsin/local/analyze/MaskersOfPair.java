package io.tocsin.local.analyze;

import io.tocsin.batch.analysis.Margins;
import io.tocsin.batch.analysis.PairCounts;
import io.tocsin.batch.counting.CountedReports;
import io.tocsin.batch.masking.Masker;
import io.tocsin.batch.masking.MaskingSearch;
import io.tocsin.config.ConfigurationException;
import io.tocsin.schemas.json.Json;
import io.tocsin.schemas.signal.ContingencyTable;
import io.tocsin.schemas.signal.Estimate;
import io.tocsin.scoring.InformationComponent;
import io.tocsin.scoring.masking.Masking;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** The drugs that mask one pair. */
final class MaskersOfPair {
  private static final int PRINTED = 20;

  private final CountedReports reports;
  private final PairCounts counts;
  private final int pair;

  /**
   * @throws ConfigurationException when no report of the file names the pair
   */
  MaskersOfPair(CountedReports reports, String file, List<String> drugAndEvent) {
    this.reports = reports;
    this.counts = PairCounts.of(reports, Margins.REPORTS);
    this.pair = find(file, drugAndEvent.get(0), drugAndEvent.get(1));
  }

  /** One line of the answer; for the pair as it is, without a masker. */
  private record Row(String without, long n, double expected, Estimate ic, double maskingRatio) {}

  private int find(String file, String drug, String event) {
    for (int candidate = 0; candidate < reports.pairs(); candidate++) {
      if (reports.drugs().get(reports.drugOf(candidate)).equals(drug)
          && reports.events().get(reports.eventOf(candidate)).equals(event)) {
        return candidate;
      }
    }
    throw new ConfigurationException(
        "no report of %s names the drug '%s' and the event '%s': give both as they stand there"
            .formatted(file, drug, event));
  }

  void print(PrintWriter out, boolean json) {
    ContingencyTable table = counts.table(pair);
    List<Row> rows =
        new MaskingSearch(reports, counts::table)
            .maskersOf(pair).stream().map(masker -> row(table, masker)).toList();
    Row whole = row("-", table, 1);
    if (json) {
      out.println(new String(Json.write(new Answer(whole, rows)), StandardCharsets.UTF_8));
    } else {
      out.printf(
          Locale.ROOT,
          "%8s %12s %8s %8s %8s  %s%n",
          "n",
          "expected",
          "IC",
          "IC025",
          "ratio",
          "without the reports of");
      print(whole, out);
      rows.stream().limit(PRINTED).forEach(row -> print(row, out));
      out.printf(Locale.ROOT, "%,d drugs mask this pair%n", rows.size());
    }
    out.flush();
  }

  private record Answer(Row pair, List<Row> maskers) {}

  private Row row(ContingencyTable table, Masker masker) {
    return row(
        reports.drugs().get(masker.drug()),
        Masking.without(table, masker.overlap()),
        Masking.ratio(table, masker.overlap()));
  }

  private static Row row(String without, ContingencyTable table, double ratio) {
    return new Row(
        without,
        table.n11(),
        table.expected(),
        InformationComponent.of(table.n11(), table.expected()),
        ratio);
  }

  private static void print(Row row, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%8d %12.4f %8.3f %8.3f %8.3f  %s%n",
        row.n(),
        row.expected(),
        row.ic().value(),
        row.ic().lower(),
        row.maskingRatio(),
        row.without());
  }
}
