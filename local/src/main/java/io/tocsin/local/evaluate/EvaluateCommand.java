package io.tocsin.local.evaluate;

import io.tocsin.batch.evaluation.BadRow;
import io.tocsin.batch.evaluation.Evaluation;
import io.tocsin.batch.evaluation.EvaluationReport;
import io.tocsin.batch.evaluation.Missing;
import io.tocsin.batch.evaluation.Request;
import io.tocsin.batch.evaluation.Threshold;
import io.tocsin.config.ConfigurationException;
import io.tocsin.schemas.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says how good scores are. */
@Command(
    name = "evaluate",
    description = {
      "Holds scored pairs, such as those of tocsin analyze, against pairs of which it is known"
          + " whether the drug causes the event: area under the ROC curve, sensitivity and"
          + " specificity at thresholds and, with dates, how early a threshold was met.",
      "Both files are CSV with a header, gzipped or not; names of drugs and events are compared"
          + " without regard to case and spacing."
    },
    footer = {
      "",
      "Example: tocsin evaluate pairs.csv.gz --reference known.csv --threshold 'eb05>=2'"
    })
public final class EvaluateCommand implements Callable<Integer> {
  private static final int ROWS_LEFT_OUT = 1;

  @Parameters(paramLabel = "FILE", description = "The scored pairs.")
  private Path output = Path.of("");

  @Option(
      names = "--reference",
      required = true,
      paramLabel = "FILE",
      description = "The pairs of which the truth is held to be known.")
  private Path reference = Path.of("");

  @Option(
      names = "--drug",
      paramLabel = "COLUMN",
      defaultValue = "drug",
      description = "Where FILE has the drug. Default: ${DEFAULT-VALUE}.")
  private String drug = "";

  @Option(
      names = "--event",
      paramLabel = "COLUMN",
      defaultValue = "event",
      description = "Where FILE has the event. Default: ${DEFAULT-VALUE}.")
  private String event = "";

  @Option(
      names = "--score",
      split = ",",
      paramLabel = "COLUMN",
      description =
          "Scores to evaluate, of which a higher one must speak more for a signal. Default: all"
              + " columns of FILE with the name of a known measure, such as eb05 or ic025.")
  private List<String> scores = List.of();

  @Option(
      names = "--threshold",
      paramLabel = "COLUMN>=NUMBER",
      description =
          "From which score on a pair is a signal; > instead of >= excludes the number itself."
              + " Quote it from the shell. May be given several times. Default: the customary one"
              + " of a known measure.")
  private List<String> thresholds = List.of();

  @Option(
      names = "--date",
      paramLabel = "COLUMN",
      description =
          "Where FILE has the date of a score, when a pair has a row for each of many dates.")
  private @Nullable String date;

  @Option(
      names = "--reference-drug",
      paramLabel = "COLUMN",
      defaultValue = "drug",
      description = "Where the reference set has the drug. Default: ${DEFAULT-VALUE}.")
  private String referenceDrug = "";

  @Option(
      names = "--reference-event",
      paramLabel = "COLUMN",
      defaultValue = "event",
      description = "Where the reference set has the event. Default: ${DEFAULT-VALUE}.")
  private String referenceEvent = "";

  @Option(
      names = "--label",
      paramLabel = "COLUMN",
      defaultValue = "label",
      description =
          "Where the reference set says 1 or positive, 0 or negative. Default: ${DEFAULT-VALUE}.")
  private String label = "";

  @Option(
      names = "--reference-date",
      paramLabel = "COLUMN",
      description =
          "Where the reference set has the date on which the truth became known, such as a change"
              + " of the label.")
  private @Nullable String referenceDate;

  @Option(
      names = "--leave-out-missing",
      description =
          "Leaves out pairs that lack any of the scores. Without it, a pair that lacks a score"
              + " counts as scored below all others.")
  private boolean leaveOutMissing;

  @Option(names = "--json", description = "Prints the outcome as JSON.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  /** For picocli. */
  public EvaluateCommand() {}

  @Override
  public Integer call() {
    EvaluationReport report = evaluate();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(new String(Json.write(report), StandardCharsets.UTF_8));
    } else {
      ReportText.print(report, out);
    }
    out.flush();
    complain(report);
    return report.coverage().badRows() == 0 ? 0 : ROWS_LEFT_OUT;
  }

  private EvaluationReport evaluate() {
    if ((date == null) != (referenceDate == null)) {
      throw new ConfigurationException(
          "time to detection needs both --date and --reference-date; give the other too, or"
              + " neither");
    }
    try {
      return Evaluation.of(
          new Request(
              new Request.Output(output, drug, event, scores, date),
              new Request.Reference(reference, referenceDrug, referenceEvent, label, referenceDate),
              thresholds.stream().map(Threshold::parse).toList(),
              leaveOutMissing ? Missing.LEFT_OUT : Missing.LOWEST));
    } catch (NoSuchFileException e) {
      throw new ConfigurationException("there is no file " + e.getFile());
    } catch (IllegalArgumentException | IOException e) {
      throw new ConfigurationException(
          e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
    }
  }

  private void complain(EvaluationReport report) {
    PrintWriter err = spec.commandLine().getErr();
    for (BadRow row : report.badRows()) {
      err.println(
          "tocsin: %s line %d left out: %s".formatted(row.file(), row.line(), row.reason()));
    }
    long more = report.coverage().badRows() - report.badRows().size();
    if (more > 0) {
      err.println("tocsin: %,d more rows left out".formatted(more));
    }
    err.flush();
  }
}
