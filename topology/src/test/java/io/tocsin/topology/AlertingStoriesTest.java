package io.tocsin.topology;

import static io.tocsin.topology.Reports.report;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.schemas.alert.Alert;
import io.tocsin.schemas.alert.AlertReason;
import io.tocsin.schemas.signal.AlertLevel;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AlertingStoriesTest {
  private static final LocalDate LONG_AGO = LocalDate.of(1991, 1, 1);
  private static final LocalDate TODAY = LocalDate.of(2005, 1, 1);

  private final Pipeline pipeline = new Pipeline();

  @BeforeEach
  void manyUnremarkableReports() {
    for (int i = 0; i < 400; i++) {
      pipeline.send(
          report("background-" + i)
              .received(i < 10 ? TODAY : LONG_AGO)
              .suspect("D" + i % 20)
              .reaction("E" + i % 7));
    }
    pipeline.settle();
    assertThat(pipeline.newAlerts()).isEmpty();
  }

  @AfterEach
  void close() {
    pipeline.close();
  }

  @Test
  void aPairClimbsThroughEveryLevelAndBack() {
    for (int i = 0; i < 10; i++) {
      pipeline.send(report("weak-" + i).received(LONG_AGO).suspect("ROTA").reaction("E1"));
    }
    for (int i = 0; i < 17; i++) {
      pipeline.send(
          report("other-" + i).received(LONG_AGO).suspect("ROTA").reaction("E" + (2 + i % 5)));
    }
    assertThat(levelsOf("E1")).containsExactly(AlertLevel.LOW);

    for (int i = 0; i < 5; i++) {
      pipeline.send(report("strong-" + i).received(LONG_AGO).suspect("ROTA").reaction("INTUS"));
    }
    assertThat(levelsOf("INTUS")).containsExactly(AlertLevel.WATCHLIST);

    for (int i = 0; i < 3; i++) {
      pipeline.send(
          report("serious-" + i)
              .received(LONG_AGO)
              .hospitalization()
              .suspect("ROTA")
              .reaction("INTUS"));
    }
    assertThat(levelsOf("INTUS")).containsExactly(AlertLevel.MODERATE);

    pipeline.send(
        report("recent").received(TODAY.minusDays(250)).suspect("ROTA").reaction("INTUS"));
    assertThat(levelsOf("INTUS")).containsExactly(AlertLevel.HIGH);

    for (int i = 0; i < 3; i++) {
      pipeline.send(
          report("now-" + i).received(TODAY).hospitalization().suspect("ROTA").reaction("INTUS"));
    }
    assertThat(levelsOf("INTUS")).containsExactly(AlertLevel.CRITICAL);

    for (int i = 0; i < 3; i++) {
      pipeline.send(report("now-" + i).version(2).nullified());
    }
    assertThat(levelsOf("INTUS")).containsExactly(AlertLevel.HIGH);
    pipeline.send(report("recent").version(2).nullified());
    assertThat(levelsOf("INTUS")).containsExactly(AlertLevel.MODERATE);
    for (int i = 0; i < 3; i++) {
      pipeline.send(report("serious-" + i).version(2).nullified());
    }
    assertThat(levelsOf("INTUS")).containsExactly(AlertLevel.WATCHLIST);
    for (int i = 0; i < 3; i++) {
      pipeline.send(report("strong-" + i).version(2).nullified());
    }
    assertThat(levelsOf("INTUS")).containsExactly(AlertLevel.NONE);
  }

  private List<AlertLevel> levelsOf(String event) {
    return alertsOf(event).stream().map(Alert::toLevel).toList();
  }

  private List<Alert> alertsOf(String event) {
    return pipeline.settle().newAlerts().stream()
        .filter(alert -> alert.event().equals(event))
        .toList();
  }

  @Test
  void oneSeriousReportAloneNeverRings() {
    pipeline.send(report("1").received(TODAY).hospitalization().suspect("ROTA").reaction("INTUS"));

    assertThat(alertsOf("INTUS")).isEmpty();
    assertThat(pipeline.score("ROTA", "INTUS").fusionLevel()).isEqualTo(AlertLevel.MODERATE);
    assertThat(pipeline.score("ROTA", "INTUS").alertLevel()).isEqualTo(AlertLevel.NONE);
    assertThat(pipeline.score("ROTA", "INTUS").heldBack()).contains("1 report");
  }

  @Test
  void aNullificationAfterAnAlertTakesTheAlertBack() {
    List<Alert> alerts = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      pipeline.send(report("r" + i).received(TODAY).suspect("ROTA").reaction("INTUS"));
    }
    alerts.addAll(alertsOf("INTUS"));
    pipeline.send(report("r0").version(2).nullified());
    alerts.addAll(alertsOf("INTUS"));

    assertThat(alerts).hasSize(2);
    Alert raised = alerts.getFirst();
    Alert retracted = alerts.getLast();
    assertThat(raised.reason()).isEqualTo(AlertReason.ESCALATED);
    assertThat(retracted.reason()).isEqualTo(AlertReason.RETRACTED);
    assertThat(retracted.toLevel()).isEqualTo(AlertLevel.NONE);
    assertThat(retracted.fromLevel()).isEqualTo(raised.toLevel());
    assertThat(retracted.sequence()).isEqualTo(raised.sequence() + 1);
    assertThat(retracted.alertId()).isNotEqualTo(raised.alertId());
    assertThat(retracted.topicLevel()).isEqualTo(raised.topicLevel());
    assertThat(pipeline.account().active).allSatisfy((level, pairs) -> assertThat(pairs).isZero());
  }

  @Test
  void aLevelThatStandsRingsOnceHoweverManyReportsFollow() {
    for (int i = 0; i < 30; i++) {
      pipeline.send(report("r" + i).received(TODAY).suspect("ROTA").reaction("INTUS"));
      pipeline.settle();
    }

    List<Alert> alerts = alertsOf("INTUS");
    assertThat(alerts).extracting(Alert::reason).containsOnly(AlertReason.ESCALATED);
    assertThat(alerts).extracting(Alert::toLevel).doesNotHaveDuplicates();
    assertThat(alerts).extracting(Alert::sequence).startsWith(1L).isSorted();
  }

  @Test
  void aSimulatedYearRingsForTheRisingPairAndForNoOther() {
    LocalDate start = TODAY.plusDays(1);
    List<Alert> alerts = new ArrayList<>();
    for (int day = 0; day < 365; day++) {
      LocalDate date = start.plusDays(day);
      for (int i = 0; i < 3; i++) {
        pipeline.send(
            report("day-%d-%d".formatted(day, i))
                .received(date)
                .suspect("D" + (day * 3 + i) % 20)
                .reaction("E" + (day * 3 + i) % 7));
      }
      if (day % 20 == 19) {
        pipeline.send(
            report("case-" + day)
                .received(date)
                .hospitalization()
                .suspect("ROTA")
                .reaction("INTUS"));
      }
      if (day >= 300 && day % 20 == 0) {
        pipeline.send(report("case-" + (day - 301 + 20)).version(2).nullified());
      }
      pipeline.settle();
      alerts.addAll(pipeline.newAlerts());
    }

    assertThat(alerts).extracting(Alert::drug).containsOnly("ROTA");
    Alert first = alerts.getFirst();
    assertThat(first.signal().asOf()).isEqualTo(start.plusDays(59));
    assertThat(first.signal().table()).extracting("n11").isEqualTo(3L);
    assertThat(first.firstSeen()).isEqualTo(start.plusDays(59));
    assertThat(alerts)
        .extracting(Alert::reason)
        .contains(AlertReason.ESCALATED, AlertReason.RENEWED);
    assertThat(alerts).extracting(Alert::alertId).doesNotHaveDuplicates();
    assertThat(pipeline.account().balances()).isTrue();
  }
}
