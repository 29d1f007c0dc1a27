package io.tocsin.reasoning.evidence;

import static io.tocsin.reasoning.AlertBuilder.alert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tocsin.reasoning.follow.FollowedTopic;
import io.tocsin.reasoning.rules.RulesEngine;
import io.tocsin.schemas.alert.Alert;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EvidenceSourcesTest {
  private final RulesEngine rules = new RulesEngine();

  @Test
  void withoutSettingsNothingButMemoryIsAsked() {
    List<EvidenceSource> sources = sources(EvidenceConfig.DEFAULTS);

    assertThat(sources).extracting(EvidenceSource::name).containsExactly("alert", "product_labels");
    assertThat(sources).allMatch(EvidenceSource::inMemory);
    sources.forEach(EvidenceSource::close);
  }

  @Test
  void scorerAndLiteratureAreAskedWhereTheyHaveAnAddress() {
    URI address = URI.create("http://127.0.0.1:8080");
    List<EvidenceSource> sources =
        sources(new EvidenceConfig(Duration.ofSeconds(2), address, address));

    assertThat(sources)
        .extracting(EvidenceSource::name)
        .containsExactly("alert", "product_labels", "scorer", "literature");
    sources.forEach(EvidenceSource::close);
  }

  @Test
  void withoutALabelTheEvidenceIsWhatTheRulesTakeFromTheAlert() {
    Alert alert = alert().build();
    ProductLabels labels = labels();
    await().atMost(Duration.ofSeconds(30)).until(labels.table()::hasCaughtUp);
    try (EvidenceGatherer gatherer =
        new EvidenceGatherer(
            EvidenceSources.of(EvidenceConfig.DEFAULTS, rules, labels, Clock.systemUTC()),
            EvidenceConfig.DEFAULTS.deadline(),
            EvidenceListener.NONE,
            Clock.systemUTC())) {
      assertThat(gatherer.gather(alert)).isEqualTo(rules.evidence(alert));
    }
  }

  @Test
  void aServiceThatStallsIsLateAndItsConnectionIsClosed() throws Exception {
    try (WebServer literature = WebServer.stalling()) {
      EvidenceConfig config =
          new EvidenceConfig(Duration.ofMillis(300), null, literature.address());
      try (EvidenceGatherer gatherer =
          new EvidenceGatherer(
              sources(config), config.deadline(), EvidenceListener.NONE, Clock.systemUTC())) {
        assertThat(gatherer.gather(alert().build()).unavailable())
            .contains("literature: no answer within 300 ms");
        assertThat(literature.abandoned().await(30, TimeUnit.SECONDS)).isTrue();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost:8080", "ftp://host/", "file:///etc", "http:///path", "http://h/#x"})
  void anAddressThatCannotBeAskedIsRefused(String address) {
    assertThatThrownBy(() -> new EvidenceConfig(Duration.ofSeconds(2), null, URI.create(address)))
        .hasMessageContaining(address);
  }

  @Test
  void aDeadlineIsMoreThanNothing() {
    assertThatThrownBy(() -> new EvidenceConfig(Duration.ZERO, null, null))
        .hasMessageContaining("PT0S");
  }

  private List<EvidenceSource> sources(EvidenceConfig config) {
    return EvidenceSources.of(config, rules, labels(), Clock.systemUTC());
  }

  private static ProductLabels labels() {
    return ProductLabels.of(FollowedTopic.of("reference.labels").follow(ProductLabels::read));
  }
}
