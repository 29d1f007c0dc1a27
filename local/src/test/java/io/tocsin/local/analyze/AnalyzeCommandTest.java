package io.tocsin.local.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.local.CommandRun;
import io.tocsin.schemas.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AnalyzeCommandTest {
  @TempDir private Path directory = Path.of("");

  @Test
  void allPairsOfAFileAreWrittenAndSummedUp() throws IOException {
    Path reports = file("id,drug,event\n1,A,X\n1,A,Y\n2,B,X\n2,B,X\n");
    Path pairs = directory.resolve("pairs.csv");

    CommandRun run = analyze(reports, "-o", pairs.toString());

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("4 rows (1 repeated, 0 left out), 2 reports, 2 drugs, 2 events, 3 pairs")
        .contains("θ: NOT fitted")
        .contains("3 pairs have a report, a fit needs 50");
    List<String> lines = Files.readAllLines(pairs);
    assertThat(lines).hasSize(4);
    assertThat(lines.getFirst()).startsWith("drug,event,n,n_drug,n_event,n_total,expected,rr,prr");
    assertThat(lines).anyMatch(line -> line.startsWith("B,X,1,1,2,2,1.0,1.0,"));
  }

  @Test
  void rowsThatAreNotRightAreNamedAndTheOthersAnalysed() throws IOException {
    Path reports = file("id,drug,event\n1,A,X\n2,A\n3,,X\n4,B,Y\n");

    CommandRun run = analyze(reports, "-o", directory.resolve("pairs.csv").toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains("line 3: the row has 2 fields, the header has 3")
        .contains("line 4: the row has nothing in column drug");
    assertThat(run.out()).contains("2 rows (0 repeated, 2 left out)");
  }

  @Test
  void aSummaryGivesThePriorToAnotherRun() throws IOException {
    Path reports = file("id;medicine;event;sex\n1;A;X;F\n2;B;Y;M\n");
    Path summary = directory.resolve("fit.json");
    String[] columns = {"--drug", "medicine", "--separator", ";", "--strata", "sex"};
    String theta = "3.25,0.4,2.02,1.9,0.065";

    CommandRun first =
        analyze(reports, columns, "--prior", theta, "--summary", summary.toString(), "--json");
    CommandRun second = analyze(reports, columns, "--prior", summary.toString(), "--json");

    assertThat(first.exitCode()).isZero();
    JsonNode read = Json.mapper().readTree(first.out());
    assertThat(read).isEqualTo(Json.mapper().readTree(Files.readAllBytes(summary)));
    assertThat(read.at("/model/method").asText()).isEqualTo("given");
    assertThat(read.at("/strata").asInt()).isEqualTo(2);
    assertThat(Json.mapper().readTree(second.out()).at("/model/prior"))
        .isEqualTo(read.at("/model/prior"));
  }

  @Test
  void aFileThatIsNotThereOrLacksAColumnIsAMatterOfTheCommandLine() throws IOException {
    CommandRun missing = CommandRun.of("analyze", directory.resolve("none.csv").toString());
    CommandRun lacking = analyze(file("id,drug\n1,A\n"));

    assertThat(missing.exitCode()).isEqualTo(2);
    assertThat(missing.err()).contains("none.csv cannot be read");
    assertThat(lacking.exitCode()).isEqualTo(2);
    assertThat(lacking.err()).contains("no column of the file is the event").contains("--event");
  }

  @Test
  void aPriorThatIsNoneIsRefused() throws IOException {
    CommandRun run = analyze(file("id,drug,event\n1,A,X\n"), "--prior", "1,2,3");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("θ is five numbers");
  }

  @Test
  void theDrugsThatMaskAPairAreNamed() throws IOException {
    StringBuilder text = new StringBuilder("id,drug,event\n");
    for (int i = 0; i < 100; i++) {
      text.append("loud%d,LOUD,RASH\nother%d,OTHER,FEVER\n".formatted(i, i));
    }
    text.append("1,HIDDEN,RASH\n2,HIDDEN,FEVER\n");

    CommandRun run = analyze(file(text.toString()), "--masking-of", "HIDDEN", "RASH");
    CommandRun unknown = analyze(file(text.toString()), "--masking-of", "HIDDEN", "COUGH");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("LOUD").contains("1 drugs mask this pair");
    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.err()).contains("no report of").contains("'COUGH'");
  }

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("reports.csv"), text);
  }

  private CommandRun analyze(Path reports, String... options) {
    String[] arguments = new String[options.length + 2];
    arguments[0] = "analyze";
    arguments[1] = reports.toString();
    System.arraycopy(options, 0, arguments, 2, options.length);
    return CommandRun.of(arguments);
  }

  private CommandRun analyze(Path reports, String[] columns, String... options) {
    String[] all = new String[columns.length + options.length + 2];
    System.arraycopy(columns, 0, all, 0, columns.length);
    System.arraycopy(options, 0, all, columns.length, options.length);
    all[all.length - 2] = "-o";
    all[all.length - 1] = directory.resolve("pairs.csv").toString();
    return analyze(reports, all);
  }
}
