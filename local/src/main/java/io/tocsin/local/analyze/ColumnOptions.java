package io.tocsin.local.analyze;

import io.tocsin.batch.counting.ReportColumns;
import io.tocsin.config.ConfigurationException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which columns of a file hold what. */
final class ColumnOptions {
  @Option(
      names = "--id",
      paramLabel = "COLUMN",
      description = "The report's id. Default: id, report_id, case_id, primaryid or such.")
  private @Nullable String id;

  @Option(
      names = "--drug",
      paramLabel = "COLUMN",
      description = "The drug. Default: drug, var1, drugname, product or such.")
  private @Nullable String drug;

  @Option(
      names = "--event",
      paramLabel = "COLUMN",
      description = "The event. Default: event, var2, pt, reaction or such.")
  private @Nullable String event;

  @Option(
      names = "--strata",
      paramLabel = "COLUMN",
      split = ",",
      description =
          "Columns of the report to stratify by, such as sex,age_band; adds the columns that end in"
              + " _stratified.")
  private List<String> strata = new ArrayList<>();

  @Option(
      names = "--separator",
      paramLabel = "CHARACTER",
      defaultValue = ",",
      description = "Stands between fields; a tab can be written \\t. Default: ${DEFAULT-VALUE}")
  private String separator = ",";

  ColumnOptions() {}

  /** The columns of a file with this header. */
  ReportColumns columns(String file, List<String> header) {
    try {
      return ReportColumns.find(header, id, drug, event, strata);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          "%s: %s; name columns with --id, --drug, --event, --strata"
              .formatted(file, e.getMessage()));
    }
  }

  char separator() {
    String written = separator.equals("\\t") ? "\t" : separator;
    if (written.length() != 1 || written.charAt(0) > '~' || "\"\r\n".contains(written)) {
      throw new ConfigurationException(
          "--separator is '%s': give one ASCII character that is no quote".formatted(separator));
    }
    return written.charAt(0);
  }
}
