package io.tocsin.batch.evaluation;

import io.tocsin.batch.evaluation.EvaluationReport.AtThreshold;
import io.tocsin.batch.evaluation.EvaluationReport.Column;
import io.tocsin.batch.evaluation.EvaluationReport.Coverage;
import io.tocsin.batch.evaluation.EvaluationReport.Difference;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Holds the scores of an output against a reference set. */
public final class Evaluation {
  private final ReferenceSet reference;
  private final Scores scores;
  private final int[] positives;
  private final int[] negatives;
  private final Missing missing;

  private Evaluation(ReferenceSet reference, Scores scores, Missing missing) {
    this.reference = reference;
    this.scores = scores;
    this.missing = missing;
    this.positives = numbers(this::isCompared, true);
    this.negatives = numbers(this::isCompared, false);
  }

  /**
   * Reads both files and compares them.
   *
   * @throws IOException when a file cannot be read, lacks a column, or leaves no positive or no
   *     negative pair to compare; the message says which
   */
  public static EvaluationReport of(Request request) throws IOException {
    BadRows bad = new BadRows();
    ReferenceSet reference = ReferenceSet.read(request.reference(), bad);
    Scores scores = Scores.read(request.output(), request.thresholds(), reference, bad);
    Evaluation evaluation = new Evaluation(reference, scores, request.missing());
    if (evaluation.positives.length == 0 || evaluation.negatives.length == 0) {
      throw new IOException(
          "%d positive and %d negative pairs of %s can be compared, there must be one of each; %d rows were left out"
              .formatted(
                  evaluation.positives.length,
                  evaluation.negatives.length,
                  request.reference().file(),
                  bad.count()));
    }
    return evaluation.report(bad);
  }

  private EvaluationReport report(BadRows bad) {
    List<RocArea> areas = new ArrayList<>();
    List<Column> columns = new ArrayList<>();
    for (int column = 0; column < scores.columns().size(); column++) {
      RocArea area = RocArea.of(ranked(column, positives), ranked(column, negatives));
      areas.add(area);
      columns.add(column(column, area));
    }
    return new EvaluationReport(
        coverage(bad),
        missing,
        columns,
        differences(areas),
        new TimeToDetection(reference, scores).atThresholds(),
        bad.first());
  }

  private Coverage coverage(BadRows bad) {
    int allPositives = reference.positives();
    return new Coverage(
        allPositives,
        reference.pairs().size() - allPositives,
        scores.rows(),
        numbers(number -> !scores.has(number), true).length,
        numbers(number -> !scores.has(number), false).length,
        positives.length,
        negatives.length,
        bad.count());
  }

  private Column column(int column, RocArea area) {
    String name = scores.columns().get(column);
    List<AtThreshold> thresholds =
        scores.thresholds().stream()
            .filter(threshold -> threshold.column().equals(name))
            .map(threshold -> at(threshold, column))
            .toList();
    int empty =
        (int)
            IntStream.range(0, reference.pairs().size())
                .filter(number -> scores.has(number) && Double.isNaN(scores.get(column, number)))
                .count();
    return new Column(name, empty, area.estimate(), thresholds);
  }

  private AtThreshold at(Threshold threshold, int column) {
    long hits = met(threshold, column, positives);
    long falseAlarms = met(threshold, column, negatives);
    long misses = positives.length - hits;
    long rightlySilent = negatives.length - falseAlarms;
    return new AtThreshold(
        threshold.toString(),
        Share.of(hits, positives.length),
        Share.of(rightlySilent, negatives.length),
        Share.of(hits, hits + falseAlarms),
        Share.of(rightlySilent, rightlySilent + misses));
  }

  private long met(Threshold threshold, int column, int[] numbers) {
    return IntStream.of(numbers)
        .filter(number -> threshold.isMetBy(scores.get(column, number)))
        .count();
  }

  private List<Difference> differences(List<RocArea> areas) {
    List<Difference> differences = new ArrayList<>();
    for (int i = 0; i < areas.size(); i++) {
      for (int j = i + 1; j < areas.size(); j++) {
        double p = areas.get(i).sameAs(areas.get(j));
        differences.add(
            new Difference(
                scores.columns().get(i),
                scores.columns().get(j),
                areas.get(i).above(areas.get(j)),
                Double.isNaN(p) ? null : (Double) p));
      }
    }
    return differences;
  }

  private double[] ranked(int column, int[] numbers) {
    return IntStream.of(numbers)
        .mapToDouble(number -> scores.get(column, number))
        .map(score -> Double.isNaN(score) ? Double.NEGATIVE_INFINITY : score)
        .toArray();
  }

  private boolean isCompared(int number) {
    return missing == Missing.LOWEST
        || IntStream.range(0, scores.columns().size())
            .noneMatch(column -> Double.isNaN(scores.get(column, number)));
  }

  private int[] numbers(IntPredicate which, boolean positive) {
    return IntStream.range(0, reference.pairs().size())
        .filter(number -> reference.pairs().get(number).positive() == positive)
        .filter(which)
        .toArray();
  }
}
