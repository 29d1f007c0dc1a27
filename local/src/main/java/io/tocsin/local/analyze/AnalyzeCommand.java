package io.tocsin.local.analyze;

import io.tocsin.batch.analysis.Analysis;
import io.tocsin.batch.analysis.AnalysisOptions;
import io.tocsin.batch.analysis.Margins;
import io.tocsin.batch.counting.CountedReports;
import io.tocsin.batch.counting.ReportFile;
import io.tocsin.batch.csv.FlatFile;
import io.tocsin.batch.csv.RowReader;
import io.tocsin.batch.output.CsvPairs;
import io.tocsin.batch.output.ParquetPairs;
import io.tocsin.config.ConfigurationException;
import io.tocsin.schemas.json.Json;
import io.tocsin.scoring.Prior;
import io.tocsin.scoring.ScoringConfig;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Computes all measures of all pairs of a flat file. */
@Command(
    name = "analyze",
    description = {
      "Computes every measure of every pair of a flat file, and fits the prior θ, without Kafka.",
      "The file is CSV, may be gzipped, and has a row for each report, drug and event: a header,"
          + " the columns id, drug, event, and perhaps strata. Rows of a report may stand anywhere"
          + " and be repeated. A row that is not right is named and left out.",
      "Pairs come by descending EBGM. Memory: about 12 bytes a row, 100 a report, 400 a pair, and"
          + " some MB; TOCSIN_JAVA_OPTS=-Xmx8g sets a limit of 8 GB, the default is 60 % of the"
          + " machine's."
    },
    footer = {"", "Example: tocsin analyze reports.csv.gz --strata sex,age_band -o pairs.csv"})
public final class AnalyzeCommand implements Callable<Integer> {
  private static final int ROWS_LEFT_OUT = 1;

  @Parameters(paramLabel = "FILE", description = "The reports; - reads standard input.")
  private String file = "";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description =
          "Where the pairs go: as Parquet when the name ends in .parquet, else as CSV. Default:"
              + " standard output.")
  private @Nullable Path output;

  @Mixin private ColumnOptions columns = new ColumnOptions();

  @Option(
      names = "--margins",
      paramLabel = "reports|cells",
      defaultValue = "reports",
      description =
          "What margins count: distinct reports, or cells (a report counts once for each of its"
              + " pairs). Default: ${DEFAULT-VALUE}.")
  private Margins margins = Margins.REPORTS;

  @Option(
      names = "--prior",
      paramLabel = "THETA",
      converter = PriorConverter.class,
      description = "θ, instead of fitting it: alpha1,beta1,alpha2,beta2,p or a file of --summary.")
  private @Nullable Prior prior;

  @Option(
      names = "--stratified-prior",
      paramLabel = "THETA",
      converter = PriorConverter.class,
      description = "The same for the measures adjusted for strata.")
  private @Nullable Prior stratifiedPrior;

  @Option(
      names = "--fdr",
      paramLabel = "RATE",
      defaultValue = "0.05",
      description =
          "False discovery rate of the column significant (Benjamini-Hochberg over all"
              + " combinations). Default: ${DEFAULT-VALUE}.")
  private double falseDiscoveryRate;

  @Mixin private MaskingOptions masking = new MaskingOptions();

  @Option(
      names = "--summary",
      paramLabel = "FILE",
      description = "Writes what was read and fitted to a file, as JSON.")
  private @Nullable Path summaryFile;

  @Option(names = "--json", description = "Prints what was read and fitted as JSON.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Clock clock = Clock.systemUTC();

  /** For picocli. */
  public AnalyzeCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    Instant started = clock.instant();
    BadRowLog badRows = new BadRowLog(file, spec.commandLine().getErr());
    CountedReports reports = count(badRows);
    badRows.close();
    if (masking.pair() != null) {
      new MaskersOfPair(reports, file, masking.pair()).print(spec.commandLine().getOut(), json);
      return badRows.count() == 0 ? 0 : ROWS_LEFT_OUT;
    }
    Analysis analysis =
        Analysis.of(
            reports,
            new AnalysisOptions(
                margins,
                prior,
                stratifiedPrior,
                falseDiscoveryRate,
                masking.minReports(),
                ScoringConfig.DEFAULTS));
    write(analysis);
    Instant now = clock.instant();
    double seconds = Duration.between(started, now).toMillis() / 1e3;
    report(
        AnalysisSummary.of(
            file, badRows.count(), analysis, falseDiscoveryRate, margins, seconds, now));
    return badRows.count() == 0 ? 0 : ROWS_LEFT_OUT;
  }

  private CountedReports count(BadRowLog badRows) throws InterruptedException {
    int threads = Runtime.getRuntime().availableProcessors();
    char separator = columns.separator();
    try (RowReader rows = new RowReader(FlatFile.open(file), separator, badRows)) {
      return ReportFile.count(rows, columns.columns(file, rows.header()), threads);
    } catch (IOException e) {
      throw new ConfigurationException(
          "%s cannot be read (%s): name a CSV file with a header, or - for standard input"
              .formatted(file, e.getMessage()));
    }
  }

  private void write(Analysis analysis) throws IOException {
    if (output == null) {
      try (OutputStream out = new FileOutputStream(FileDescriptor.out)) {
        CsvPairs.write(analysis.pairs(), out);
      }
      return;
    }
    if (output.toString().endsWith(".parquet")) {
      ParquetPairs.write(analysis.pairs(), output);
      return;
    }
    try (OutputStream out = Files.newOutputStream(output)) {
      CsvPairs.write(analysis.pairs(), out);
    }
  }

  /** To standard error when the pairs go to standard output. */
  private void report(AnalysisSummary summary) throws IOException {
    PrintWriter out = output == null ? spec.commandLine().getErr() : spec.commandLine().getOut();
    if (json) {
      out.println(new String(Json.write(summary), StandardCharsets.UTF_8));
    } else {
      summary.print(out);
    }
    out.flush();
    if (summaryFile != null) {
      Files.write(summaryFile, Json.write(summary));
    }
  }
}
