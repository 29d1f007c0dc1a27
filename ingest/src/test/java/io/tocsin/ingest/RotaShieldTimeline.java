package io.tocsin.ingest;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.tocsin.schemas.report.AdverseEventReport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was known at the end of each day on which a report of intussusception was received.
 *
 * @param drug reports of RotaShield so far
 * @param event reports of intussusception so far
 * @param pair reports of both so far
 * @param reports all reports so far
 */
public record RotaShieldTimeline(LocalDate date, int drug, int event, int pair, int reports) {
  static final String ROTASHIELD = "ROTAVIRUS (ROTASHIELD)";
  static final String INTUSSUSCEPTION = "INTUSSUSCEPTION";

  /** The rows of a table of known counts, by the absolute name of its resource. */
  public static List<RotaShieldTimeline> known(String resource) throws IOException {
    List<RotaShieldTimeline> rows = new ArrayList<>();
    try (InputStream input = RotaShieldTimeline.class.getResourceAsStream(resource);
        CsvReader<NamedCsvRecord> table =
            CsvReader.builder().ofNamedCsvRecord(input, StandardCharsets.UTF_8)) {
      for (NamedCsvRecord row : table) {
        rows.add(
            new RotaShieldTimeline(
                LocalDate.parse(row.getField("dt")),
                Integer.parseInt(row.getField("D")),
                Integer.parseInt(row.getField("E")),
                Integer.parseInt(row.getField("DE")),
                Integer.parseInt(row.getField("N"))));
      }
    }
    return rows;
  }

  /** What the reports amount to at the end of each date of the known rows. */
  public static List<RotaShieldTimeline> counted(
      Iterator<AdverseEventReport> reports, List<RotaShieldTimeline> known) {
    Recount recount = new Recount();
    Map<LocalDate, RotaShieldTimeline> days = new TreeMap<>();
    while (reports.hasNext()) {
      AdverseEventReport report = reports.next();
      recount.add(report);
      days.put(
          report.receiptDate(),
          new RotaShieldTimeline(
              report.receiptDate(),
              recount.drug(ROTASHIELD),
              recount.event(INTUSSUSCEPTION),
              recount.pair(ROTASHIELD, INTUSSUSCEPTION),
              recount.reports()));
    }
    return known.stream()
        .map(RotaShieldTimeline::date)
        .filter(days::containsKey)
        .map(days::get)
        .toList();
  }
}
