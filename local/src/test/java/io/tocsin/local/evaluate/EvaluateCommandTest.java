package io.tocsin.local.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.local.CommandRun;
import io.tocsin.schemas.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EvaluateCommandTest {
  private static final String KNOWN =
      """
      drug,event,label,withdrawn
      alpha,rash,1,2000-03-01
      beta,rash,1,2000-03-01
      gamma,rash,0,
      delta,rash,0,
      """;
  private static final String SCORED =
      """
      drug,event,eb05,ic025
      ALPHA,RASH,4,1.5
      BETA,RASH,1.5,0.5
      GAMMA,RASH,2,-1
      """;

  @TempDir private Path directory = Path.of("");

  @Test
  void everyKnownMeasureIsHeldAgainstTheReferenceSet() throws IOException {
    CommandRun run = evaluate(SCORED, KNOWN);

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .containsSubsequence(
            "reference  2 positive and 2 negative pairs",
            "output     3 rows; it lacks 0 positive and 1 negative pairs",
            "eb05                      0.7500",
            "ic025                     1.0000  –",
            "eb05 >= 2                0.500 (0.095 to 0.905)  0.500 (0.095 to 0.905)",
            "ic025 > 0                1.000 (0.342 to 1.000)  1.000 (0.342 to 1.000)",
            "eb05 − ic025");
  }

  @Test
  void theSameAsJson() throws IOException {
    CommandRun run = evaluate(SCORED, KNOWN, "--json", "--score", "ic025", "--leave-out-missing");

    JsonNode report = Json.mapper().readTree(run.out());
    assertThat(report.path("missing").asText()).isEqualTo("left_out");
    assertThat(report.path("coverage").path("compared_negatives").asInt()).isEqualTo(1);
    JsonNode column = report.path("columns").path(0);
    assertThat(column.path("name").asText()).isEqualTo("ic025");
    assertThat(column.path("auc").path("value").asDouble()).isEqualTo(1);
    assertThat(column.path("thresholds").path(0).path("sensitivity").path("hits").asInt())
        .isEqualTo(2);
  }

  @Test
  void aTimelineSaysHowEarlyAThresholdWasMet() throws IOException {
    String timeline =
        """
        drug,event,date,ic025
        alpha,rash,2000-02-01,0.5
        alpha,rash,2000-01-01,-1
        beta,rash,2000-03-31,-0.5
        gamma,rash,2000-01-01,-2
        """;

    CommandRun run = evaluate(timeline, KNOWN, "--date", "date", "--reference-date", "withdrawn");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains(
            "ic025 > 0                     2  0.500 (0.095 to 0.905)  0.500 (0.095 to 0.905)  29");
  }

  @Test
  void whatTheAnalysisWritesIsEvaluatedAsItIs() throws IOException {
    StringBuilder reports = new StringBuilder("id,drug,event\n");
    for (int report = 0; report < 100; report++) {
      String drug = report % 4 == 0 ? "alpha" : "gamma";
      String event = (report % 4 == 0 && report < 60) || report % 20 == 1 ? "rash" : "cough";
      reports.append("%d,%s,%s%n".formatted(report, drug, event));
    }
    Path pairs = path("pairs.csv");
    CommandRun analysis =
        CommandRun.of(
            "analyze",
            Files.writeString(path("reports.csv"), reports).toString(),
            "--output",
            pairs.toString());
    assertThat(analysis.exitCode()).as(analysis.err()).isZero();

    CommandRun run =
        CommandRun.of(
            "evaluate",
            pairs.toString(),
            "--reference",
            Files.writeString(
                    path("known.csv"),
                    "drug,event,label\nAlpha,Rash,1\nGamma,Cough,1\nAlpha,Cough,0\nGamma,Rash,0\n")
                .toString());

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .containsPattern("(?m)^ic025 +1\\.0000")
        .containsPattern("(?m)^eb05 +1\\.0000")
        .containsPattern("(?m)^prr_lower > 1 +1\\.000");
  }

  @Test
  void aRowThatIsNotRightIsNamedAndTheOthersAreEvaluated() throws IOException {
    CommandRun run = evaluate(SCORED + "DELTA,RASH,low,0\n", KNOWN);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .hasLineCount(1)
        .contains("scored.csv line 5 left out: column eb05 holds 'low', which is not a number");
    assertThat(run.out()).contains("eb05");
  }

  @Test
  void whatCannotBeEvaluatedIsSaidInOneLine() throws IOException {
    assertWrong(evaluate(SCORED, KNOWN, "--score", "prr"), "has no column prr; it has drug");
    assertWrong(evaluate(SCORED, KNOWN, "--threshold", "2"), "'2' is no threshold; write COLUMN>=");
    assertWrong(evaluate(SCORED, KNOWN, "--date", "date"), "both --date and --reference-date");
    assertWrong(
        CommandRun.of("evaluate", "nothing.csv", "--reference", path("known.csv").toString()),
        "there is no file nothing.csv");
    assertWrong(evaluate(SCORED, ""), "known.csv is empty");
  }

  private static void assertWrong(CommandRun run, String message) {
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).hasLineCount(1).contains(message);
  }

  private CommandRun evaluate(String scored, String known, String... options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("evaluate"));
    arguments.add(Files.writeString(path("scored.csv"), scored).toString());
    arguments.add("--reference");
    arguments.add(Files.writeString(path("known.csv"), known).toString());
    arguments.addAll(List.of(options));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private Path path(String name) {
    return directory.resolve(name);
  }
}
