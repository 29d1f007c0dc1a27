package io.tocsin.batch;

import io.tocsin.batch.counting.CountedReports;
import io.tocsin.batch.counting.ReportColumns;
import io.tocsin.batch.counting.ReportFile;
import io.tocsin.batch.csv.RowReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Rows of made-up reports, and the file that they stand in.
 *
 * @param id of the report
 * @param sex stratum of the report
 */
public record ReportRows(String id, String drug, String event, String sex) {
  private static final List<String> SEXES = List.of("Female", "Male", "");

  /**
   * Rows of so many reports, some of them repeated, names with commas, quotes and line breaks among
   * them.
   */
  public static List<ReportRows> generated(long seed, int reports) {
    Random random = new Random(seed);
    List<ReportRows> rows = new ArrayList<>();
    for (int report = 0; report < reports; report++) {
      String sex = SEXES.get(random.nextInt(SEXES.size()));
      int drugs = 1 + random.nextInt(3);
      int events = 1 + random.nextInt(4);
      for (int d = 0; d < drugs; d++) {
        String drug = name("DRUG", skewed(random, 60));
        for (int e = 0; e < events; e++) {
          rows.add(new ReportRows("R" + report, drug, name("EVENT", skewed(random, 90)), sex));
        }
      }
      if (random.nextInt(5) == 0) {
        rows.add(rows.getLast());
      }
    }
    return rows;
  }

  /** The same rows in another order, rows of a report far apart. */
  public static List<ReportRows> shuffled(List<ReportRows> rows, long seed) {
    List<ReportRows> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(seed));
    return shuffled;
  }

  private static int skewed(Random random, int names) {
    double uniform = random.nextDouble();
    return (int) (names * uniform * uniform * uniform);
  }

  private static String name(String kind, int number) {
    return switch (number % 7) {
      case 3 -> kind + ", " + number;
      case 5 -> kind + " \"" + number + "\"";
      case 6 -> kind + "\n" + number + " é";
      default -> kind + " " + number;
    };
  }

  /** A file with these rows. */
  public static InputStream file(List<ReportRows> rows) {
    StringBuilder text = new StringBuilder("id,drug,event,sex\n");
    for (ReportRows row : rows) {
      text.append(row.id)
          .append(',')
          .append(quoted(row.drug))
          .append(',')
          .append(quoted(row.event))
          .append(',')
          .append(quoted(row.sex))
          .append('\n');
    }
    return new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** What counting a file of these rows gives, with the sex as stratum. */
  public static CountedReports counted(List<ReportRows> rows)
      throws IOException, InterruptedException {
    return counted(rows, 2, List.of("sex"));
  }

  /** The same with so many threads and these strata. */
  public static CountedReports counted(List<ReportRows> rows, int threads, List<String> strata)
      throws IOException, InterruptedException {
    try (RowReader reader =
        new RowReader(
            file(rows),
            ',',
            bad -> {
              throw new AssertionError(bad);
            })) {
      return ReportFile.count(
          reader, ReportColumns.find(reader.header(), null, null, null, strata), threads);
    }
  }

  private static String quoted(String field) {
    return '"' + field.replace("\"", "\"\"") + '"';
  }
}
