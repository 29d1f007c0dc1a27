package io.tocsin.topology;

import static io.tocsin.topology.Reports.report;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.schemas.signal.AlertLevel;
import io.tocsin.topology.urgency.Urgency;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScoringOrderStoriesTest {
  private static final Duration LATE = Duration.ofMinutes(5);

  private final Pipeline pipeline = new Pipeline();

  @AfterEach
  void close() {
    pipeline.close();
  }

  @Test
  void whileBehindAPairThatCanRingIsScoredBeforeAThousandThatCannot() {
    for (int i = 0; i < 1000; i++) {
      pipeline.sendLate(LATE, report("single " + i).suspect("DRUG " + i).reaction("EVENT " + i));
    }
    for (int i = 0; i < 3; i++) {
      pipeline.sendLate(LATE, report("case " + i).suspect("ROTA").reaction("INTUS"));
    }

    pipeline.settle();

    // The margins of the very first report came out with it, so its pair did not wait for others.
    assertThat(pipeline.order().subList(0, 2)).contains("ROTA|INTUS");
    assertThat(pipeline.scores()).hasSize(1001);
    assertThat(pipeline.newAlerts()).extracting(alert -> alert.drug()).contains("ROTA");
  }

  @Test
  void ofPairsThatChangeTheOneAtTheHighestLevelIsScoredFirst() {
    for (int i = 0; i < 3; i++) {
      pipeline.send(report("mild " + i).suspect("MILD").reaction("RASH"));
      pipeline.send(report("grave " + i).hospitalization().suspect("ROTA").reaction("INTUS"));
    }
    for (int i = 0; i < 40; i++) {
      pipeline.send(report("other " + i).suspect("OTHER").reaction("RASH", "FEVER " + i % 20));
    }
    pipeline.comeToRest();
    pipeline.order();
    assertThat(pipeline.score("ROTA", "INTUS").alertLevel())
        .isGreaterThan(pipeline.score("MILD", "RASH").fusionLevel())
        .isGreaterThan(AlertLevel.MODERATE);

    pipeline
        .send(report("mild again").suspect("MILD").reaction("RASH"))
        .send(report("other again").suspect("OTHER").reaction("RASH"))
        .send(report("grave again").suspect("ROTA").reaction("INTUS"))
        .settle();

    List<String> order = new ArrayList<>(pipeline.order());
    order.retainAll(List.of("ROTA|INTUS", "MILD|RASH", "OTHER|RASH"));
    assertThat(order).startsWith("ROTA|INTUS").contains("MILD|RASH", "OTHER|RASH");
  }

  @Test
  void aPairThatNobodyHasBeenToldOfIsScoredBeforeOneThatHasRung() {
    for (int i = 0; i < 3; i++) {
      pipeline.send(report("grave " + i).hospitalization().suspect("ROTA").reaction("INTUS"));
    }
    for (int i = 0; i < 40; i++) {
      pipeline.send(report("other " + i).suspect("OTHER").reaction("RASH", "FEVER " + i % 20));
    }
    pipeline.comeToRest();
    pipeline.order();
    assertThat(pipeline.score("ROTA", "INTUS").alertLevel()).isGreaterThan(AlertLevel.MODERATE);

    pipeline.send(report("grave again").suspect("ROTA").reaction("INTUS"));
    for (int i = 0; i < 3; i++) {
      pipeline.send(report("unheard of " + i).suspect("TROGLI").reaction("LIVER"));
    }
    pipeline.settle();

    List<String> order = new ArrayList<>(pipeline.order());
    order.retainAll(List.of("ROTA|INTUS", "TROGLI|LIVER"));
    assertThat(order).startsWith("TROGLI|LIVER").contains("ROTA|INTUS");
  }

  @Test
  void howLateReportsAreCountedAndWhatWaitsIsTold() {
    pipeline.sendLate(LATE, report("1").suspect("ROTA").reaction("INTUS")).settle();

    assertThat(pipeline.account().backlog.delay()).isGreaterThanOrEqualTo(LATE.toMillis());
    assertThat(pipeline.account().backlog.pairs()).isZero();
    assertThat(pipeline.account().backlog.waiting()).containsKey(Urgency.SILENT);
  }
}
