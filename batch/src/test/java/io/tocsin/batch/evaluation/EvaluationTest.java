package io.tocsin.batch.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.batch.evaluation.EvaluationReport.AtThreshold;
import io.tocsin.batch.evaluation.EvaluationReport.Column;
import io.tocsin.batch.evaluation.EvaluationReport.Coverage;
import io.tocsin.batch.evaluation.EvaluationReport.Detection;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EvaluationTest {
  private static final String KNOWN =
      """
      drug,event,label
      alpha,rash,1
      Beta,Rash,positive
      gamma,rash,1
      delta,rash,0
      epsilon,rash,negative
      zeta,rash,0
      """;
  private static final String SCORED =
      """
      drug,event,n,eb05,ic025
      ALPHA,RASH,9,4,1.5
      BETA,RASH,5,2,-0.5
      DELTA,RASH,4,3,0.5
      EPSILON,RASH,3,0.5,-1
      ZETA,RASH,2,0.4,-2
      OMEGA,RASH,2,9,9
      """;

  @TempDir private Path directory = Path.of("");

  @Test
  void aPairThatTheOutputLacksCountsAsTheLowestScoreAndNoSignal() throws IOException {
    EvaluationReport report = evaluate(SCORED, KNOWN, Missing.LOWEST);

    assertThat(report.coverage()).isEqualTo(new Coverage(3, 3, 6, 1, 0, 3, 3, 0));
    Column eb05 = report.columns().getFirst();
    assertThat(eb05.name()).isEqualTo("eb05");
    // alpha is above all three, beta above two, gamma above none.
    assertThat(eb05.auc().value()).isEqualTo(5.0 / 9);
    assertThat(eb05.thresholds())
        .containsExactly(
            new AtThreshold(
                "eb05 >= 2", Share.of(2, 3), Share.of(2, 3), Share.of(2, 3), Share.of(2, 3)));
  }

  @Test
  void orItIsLeftOut() throws IOException {
    EvaluationReport report = evaluate(SCORED, KNOWN, Missing.LEFT_OUT);

    assertThat(report.coverage()).isEqualTo(new Coverage(3, 3, 6, 1, 0, 2, 3, 0));
    assertThat(report.columns().getFirst().auc().value()).isEqualTo(5.0 / 6);
  }

  @Test
  void aScoreThatIsEmptyInOneColumnIsCountedThere() throws IOException {
    EvaluationReport report =
        evaluate(SCORED.replace("BETA,RASH,5,2,-0.5", "BETA,RASH,5,,-0.5"), KNOWN, Missing.LOWEST);

    assertThat(report.columns()).extracting(Column::empty).containsExactly(1, 0);
    assertThat(report.columns().getFirst().auc().value()).isEqualTo(3.0 / 9);
  }

  @Test
  void everyTwoColumnsAreCompared() throws IOException {
    EvaluationReport report = evaluate(SCORED, KNOWN, Missing.LOWEST);

    assertThat(report.differences())
        .singleElement()
        .satisfies(
            difference -> {
              assertThat(difference.first()).isEqualTo("eb05");
              assertThat(difference.second()).isEqualTo("ic025");
              assertThat(difference.auc().value()).isZero();
            });
  }

  @Test
  void aGivenThresholdTakesThePlaceOfTheCustomaryOne() throws IOException {
    EvaluationReport report =
        Evaluation.of(
            new Request(
                output(SCORED, List.of("EB05"), null),
                reference(KNOWN, null),
                List.of(Threshold.parse("eb05>=3"), Threshold.parse("n>4")),
                Missing.LOWEST));

    assertThat(report.columns()).extracting(Column::name).containsExactly("eb05", "n");
    assertThat(report.columns())
        .flatExtracting(Column::thresholds)
        .extracting(AtThreshold::threshold)
        .containsExactly("eb05 >= 3", "n > 4");
    assertThat(report.columns().getLast().thresholds().getFirst().sensitivity())
        .isEqualTo(Share.of(2, 3));
  }

  @Test
  void aZippedOutputWithOtherNamesForItsColumnsIsReadAsWell() throws IOException {
    Path file = directory.resolve("scored.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(
          SCORED
              .replace("drug,event,n,eb05,ic025", "\"var1\",\"var2\",\"N\",\"EB\",\"IC\"")
              .getBytes(StandardCharsets.UTF_8));
    }

    EvaluationReport report =
        Evaluation.of(
            new Request(
                new Request.Output(file, "var1", "var2", List.of("EB"), null),
                reference(KNOWN, null),
                List.of(),
                Missing.LOWEST));

    assertThat(report.columns().getFirst().auc().value()).isEqualTo(5.0 / 9);
    assertThat(report.columns().getFirst().thresholds()).isEmpty();
  }

  @Test
  void rowsThatAreNotRightAreNamedWithTheirLineAndLeftOut() throws IOException {
    String known = KNOWN + "eta,rash,maybe\nALPHA,Rash,0\n,rash,1\n";
    String scored = SCORED + "ETA,RASH,1,high,0\nETA,RASH,1\nALPHA,RASH,1,1,1\n";

    EvaluationReport report = evaluate(scored, known, Missing.LOWEST);

    assertThat(report.coverage().badRows()).isEqualTo(6);
    assertThat(report.badRows())
        .extracting(BadRow::line, BadRow::reason)
        .containsExactly(
            tuple(8, "the label is 'maybe', it must be 1 or positive, 0 or negative"),
            tuple(9, "ALPHA and RASH stand on line 2 already"),
            tuple(10, "the drug or the event is empty"),
            tuple(8, "column eb05 holds 'high', which is not a number"),
            tuple(9, "has 3 fields, the header has 5"),
            tuple(
                10,
                "ALPHA and RASH stand on line 2 already; name the column of dates if they have"
                    + " several rows"));
    assertThat(report.columns().getFirst().auc().value()).isEqualTo(5.0 / 9);
  }

  @Test
  void timeToDetectionRunsFromTheFirstDateOnWhichTheThresholdWasMet() throws IOException {
    String known =
        """
        drug,event,label,withdrawn
        alpha,rash,1,2000-03-01
        beta,rash,1,2000-03-01
        gamma,rash,1,2000-03-01
        delta,rash,1,
        epsilon,rash,0,
        """;
    String timeline =
        """
        drug,event,date,eb05
        alpha,rash,2000-02-01,2.5
        alpha,rash,2000-01-01,1
        alpha,rash,2000-04-01,1.5
        beta,rash,2000-03-11,2
        gamma,rash,2000-05-01,0.5
        epsilon,rash,2000-01-01,0.1
        """;

    EvaluationReport report =
        Evaluation.of(
            new Request(
                output(timeline, List.of("eb05"), "date"),
                reference(known, "withdrawn"),
                List.of(),
                Missing.LOWEST));

    // Met 29 days before, met 10 days after, not met by 61 days after: half by 10 days after.
    Detection detection = report.detection().getFirst();
    assertThat(detection.pairs()).isEqualTo(3);
    assertThat(detection.never()).isEqualTo(Share.of(1, 3));
    assertThat(detection.early()).isEqualTo(Share.of(1, 3));
    assertThat(detection.daysBefore().value()).isEqualTo(-10);
    assertThat(detection.daysBefore().upper()).isEqualTo(29);
    assertThat(detection.daysBefore().lower()).isNull();
    // The newest score stands for the pair: alpha's 1.5 of April.
    assertThat(report.columns().getFirst().thresholds().getFirst().sensitivity())
        .isEqualTo(Share.of(1, 4));
  }

  @Test
  void aReferenceSetOfOneKindOnlyCannotBeEvaluated() {
    assertThatThrownBy(() -> evaluate(SCORED, "drug,event,label\nalpha,rash,1\n", Missing.LOWEST))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("1 positive and 0 negative pairs of ");
  }

  @Test
  void aColumnThatIsNotThereIsNamedWithThoseThatAre() {
    assertThatThrownBy(
            () ->
                Evaluation.of(
                    new Request(
                        output(SCORED, List.of("eb5"), null),
                        reference(KNOWN, null),
                        List.of(),
                        Missing.LOWEST)))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("scored.csv has no column eb5; it has drug, event, n, eb05, ic025");
  }

  private EvaluationReport evaluate(String scored, String known, Missing missing)
      throws IOException {
    return Evaluation.of(
        new Request(output(scored, List.of(), null), reference(known, null), List.of(), missing));
  }

  private Request.Output output(String csv, List<String> scores, @Nullable String date)
      throws IOException {
    Path file = Files.writeString(directory.resolve("scored.csv"), csv);
    return new Request.Output(file, "drug", "event", scores, date);
  }

  private Request.Reference reference(String csv, @Nullable String date) throws IOException {
    Path file = Files.writeString(directory.resolve("known.csv"), csv);
    return new Request.Reference(file, "drug", "event", "label", date);
  }

  private static Tuple tuple(long line, String reason) {
    return Tuple.tuple(line, reason);
  }
}
