package io.tocsin.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.schemas.signal.AlertLevel;
import io.tocsin.schemas.topic.Topic.Cleanup;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TopicsTest {
  private final Topics topics = new Topics("eu.", 4);

  @Test
  void theCatalogueNamesEveryTopicOnceUnderThePrefix() {
    assertThat(topics.all())
        .extracting(Topic::name)
        .containsExactly(
            "eu.adverse-event-reports",
            "eu.signals",
            "eu.signals.scored",
            "eu.alerts.critical",
            "eu.alerts.high",
            "eu.alerts.moderate",
            "eu.alerts.watchlist",
            "eu.alerts.low",
            "eu.detections",
            "eu.reasoning.retry",
            "eu.adverse-event-reports.dlq",
            "eu.signals.dlq",
            "eu.alerts.dlq",
            "eu.event-margins",
            "eu.control",
            "eu.configuration",
            "eu.control.dlq",
            "eu.model.parameters",
            "eu.pair-histograms",
            "eu.reference.labels",
            "eu.reasoning.control");
  }

  @Test
  void whatIsReadInOneOrderHasOnePartitionWhateverTheOthersHave() {
    List<Topic<?, ?>> ordered =
        List.of(
            topics.control(),
            topics.configuration(),
            topics.modelParameters(),
            topics.pairHistograms(),
            topics.reasoningControl());

    assertThat(topics.all())
        .allSatisfy(
            topic -> assertThat(topic.partitions()).isEqualTo(ordered.contains(topic) ? 1 : 4));
  }

  @Test
  void everyLevelThatCanRingHasItsTopic() {
    assertThat(topics.alerts(AlertLevel.CRITICAL).name()).isEqualTo("eu.alerts.critical");
    assertThat(topics.alerts(AlertLevel.WATCHLIST).name()).isEqualTo("eu.alerts.watchlist");
    assertThat(topics.alerts(AlertLevel.LOW).name()).isEqualTo("eu.alerts.low");
    assertThatThrownBy(() -> topics.alerts(AlertLevel.NONE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatIsLatestIsCompactedAndWhatHappenedIsKeptForItsTime() {
    assertThat(topics.adverseEventReports().cleanup()).isEqualTo(Cleanup.DELETE);
    assertThat(topics.adverseEventReports().retention()).isNull();
    assertThat(topics.signalsScored().cleanup()).isEqualTo(Cleanup.COMPACT);
    assertThat(topics.eventMargins().cleanup()).isEqualTo(Cleanup.COMPACT);
    assertThat(topics.referenceLabels().cleanup()).isEqualTo(Cleanup.COMPACT);
    assertThat(topics.configuration().cleanup()).isEqualTo(Cleanup.COMPACT);
    assertThat(topics.reasoningControl().cleanup()).isEqualTo(Cleanup.DELETE);
    assertThat(topics.detections().cleanup().policy()).isEqualTo("compact,delete");
    assertThat(topics.alerts())
        .allSatisfy(topic -> assertThat(topic.retention()).isEqualTo(Duration.ofDays(90)));
    assertThat(topics.reportsDeadLetters().retention()).isEqualTo(Duration.ofDays(30));
  }

  @Test
  void aPrefixThatKafkaWouldRefuseIsRefusedAtOnce() {
    assertThatThrownBy(() -> new Topics("eu/", 4)).hasMessageContaining("eu/");
    assertThatThrownBy(() -> new Topics("", 0)).hasMessageContaining("1 partition");
  }
}
