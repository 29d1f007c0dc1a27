package io.tocsin.batch.evaluation;

import io.tocsin.batch.evaluation.EvaluationReport.Detection;
import io.tocsin.batch.evaluation.KaplanMeier.Wait;
import io.tocsin.schemas.signal.Estimate;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How early the positive pairs whose date is known met each threshold. A pair that did not is
 * waited for until the newest date of the output.
 */
final class TimeToDetection {
  private final ReferenceSet reference;
  private final Scores scores;

  TimeToDetection(ReferenceSet reference, Scores scores) {
    this.reference = reference;
    this.scores = scores;
  }

  /** At every threshold; empty when there are no dates. */
  List<Detection> atThresholds() {
    LocalDate end = scores.end();
    List<Detection> all = new ArrayList<>();
    for (int i = 0; end != null && i < scores.thresholds().size(); i++) {
      List<Wait> waits = waits(i, end);
      if (!waits.isEmpty()) {
        all.add(detection(scores.thresholds().get(i), waits));
      }
    }
    return all;
  }

  private List<Wait> waits(int threshold, LocalDate end) {
    List<Wait> waits = new ArrayList<>();
    for (int number = 0; number < reference.pairs().size(); number++) {
      ReferenceSet.Known known = reference.pairs().get(number);
      LocalDate date = known.date();
      if (known.positive() && date != null) {
        LocalDate met = scores.firstMet(threshold, number);
        LocalDate until = met == null ? end : met;
        waits.add(new Wait(ChronoUnit.DAYS.between(date, until), met != null));
      }
    }
    return waits;
  }

  private static Detection detection(Threshold threshold, List<Wait> waits) {
    long never = waits.stream().filter(wait -> !wait.happened()).count();
    long early = waits.stream().filter(wait -> wait.happened() && wait.time() < 0).count();
    Estimate delay = KaplanMeier.median(waits);
    return new Detection(
        threshold.toString(),
        waits.size(),
        Share.of(never, waits.size()),
        Share.of(early, waits.size()),
        new Estimate(before(delay.value()), before(delay.upper()), before(delay.lower())));
  }

  /** Days of delay as days before. */
  private static @Nullable Double before(@Nullable Double delay) {
    return delay == null ? null : (Double) (0.0 - delay);
  }
}
