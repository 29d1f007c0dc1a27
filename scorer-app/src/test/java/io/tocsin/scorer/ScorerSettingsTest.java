package io.tocsin.scorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.config.ConfigurationException;
import io.tocsin.schemas.control.Layer;
import io.tocsin.schemas.report.DrugRole;
import io.tocsin.topology.TopologyConfig;
import io.tocsin.topology.margins.MarginSchedule;
import io.tocsin.topology.scoring.AsOf;
import io.tocsin.topology.scoring.ScoringSchedule;
import io.tocsin.topology.state.Backend;
import io.tocsin.topology.strata.Dimension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

final class ScorerSettingsTest {
  @Test
  void withoutSettingsTheScorerRunsAsDesigned() {
    ScorerConfig config = config(Map.of());

    assertThat(config.engine())
        .isEqualTo(EngineConfig.defaults("tocsin-scorer", Path.of("state", "scorer")));
    assertThat(config.topology()).isEqualTo(TopologyConfig.defaults(4));
    assertThat(config.status()).isEqualTo(new StatusConfig("127.0.0.1", 8080, "", 0.05));
    assertThat(config.kafka()).isEqualTo(Map.of("bootstrap.servers", "localhost:9092"));
    assertThat(config.topics().adverseEventReports().name()).isEqualTo("adverse-event-reports");
  }

  @Test
  void everySettingArrives() {
    Map<String, String> environment = new HashMap<>();
    environment.put("TOCSIN_KAFKA_BOOTSTRAP_SERVERS", "kafka:9092");
    environment.put("TOCSIN_TOPIC_PREFIX", "eu-");
    environment.put("TOCSIN_TOPIC_PARTITIONS", "12");
    environment.put("TOCSIN_SCORER_APPLICATION_ID", "eu-scorer");
    environment.put("TOCSIN_SCORER_STATE_DIR", "/data");
    environment.put("TOCSIN_SCORER_THREADS", "3");
    environment.put("TOCSIN_SCORER_PROCESSING_GUARANTEE", "at_least_once");
    environment.put("TOCSIN_SCORER_COMMIT_INTERVAL_MS", "500");
    environment.put("TOCSIN_SCORER_GROUP_PROTOCOL", "streams");
    environment.put("TOCSIN_SCORER_STANDBYS", "1");
    environment.put("TOCSIN_SCORER_STOP_TIMEOUT_MS", "5000");
    environment.put("TOCSIN_SCORER_SESSION_TIMEOUT_MS", "3000");
    environment.put("TOCSIN_SCORER_HTTP_HOST", "::1");
    environment.put("TOCSIN_SCORER_HTTP_PORT", "0");
    environment.put("TOCSIN_SCORER_HTTP_ADVERTISED", "scorer-1:9000");
    environment.put("TOCSIN_SCORER_DEGRADED_DEAD_LETTER_SHARE", "0.5");
    environment.put("TOCSIN_COUNTING_PARTITIONS", "6");
    environment.put("TOCSIN_COUNTING_ROLES", "primary_suspect,concomitant");
    environment.put("TOCSIN_COUNTING_STRATA", "sex,year");
    environment.put("TOCSIN_COUNTING_STRATA_INTERVAL_MS", "3000");
    environment.put("TOCSIN_COUNTING_BACKEND", "write_through");
    environment.put("TOCSIN_COUNTING_MARGIN_INTERVAL_MS", "20");
    environment.put("TOCSIN_SIGNALS_WINDOW_MS", "1000");
    environment.put("TOCSIN_SCORING_INTERVAL_MS", "250");
    environment.put("TOCSIN_SCORING_SHARE", "0.7");
    environment.put("TOCSIN_SCORING_SHARE_BEHIND", "0.3");
    environment.put("TOCSIN_SCORING_BEHIND_MS", "77");
    environment.put("TOCSIN_SCORING_AS_OF", "newest_receipt");
    environment.put("TOCSIN_SCORER_COMMIT_EARLY_MS", "7");
    environment.put("TOCSIN_SCORING_ORGANISATION", "acme");
    environment.put("TOCSIN_SCORING_USER", "jane");

    ScorerConfig config = config(environment);

    assertThat(config.engine())
        .isEqualTo(
            new EngineConfig(
                "eu-scorer",
                Path.of("/data"),
                3,
                EngineConfig.Guarantee.AT_LEAST_ONCE,
                Duration.ofMillis(500),
                EngineConfig.GroupProtocol.STREAMS,
                1,
                Duration.ofSeconds(5),
                Duration.ofSeconds(3)));
    assertThat(config.status()).isEqualTo(new StatusConfig("::1", 0, "scorer-1:9000", 0.5));
    assertThat(config.topics().signals().name()).isEqualTo("eu-signals");
    assertThat(config.topics().signals().partitions()).isEqualTo(12);
    TopologyConfig topology = config.topology();
    assertThat(topology.countingPartitions()).isEqualTo(6);
    assertThat(topology.countedRoles())
        .containsExactlyInAnyOrder(DrugRole.PRIMARY_SUSPECT, DrugRole.CONCOMITANT);
    assertThat(topology.backend()).isEqualTo(Backend.WRITE_THROUGH);
    assertThat(topology.stratifiedBy()).containsExactlyInAnyOrder(Dimension.SEX, Dimension.YEAR);
    assertThat(topology.margins())
        .isEqualTo(new MarginSchedule(Duration.ofMillis(20), Duration.ofSeconds(3)));
    assertThat(topology.signalWindow()).isEqualTo(Duration.ofSeconds(1));
    assertThat(topology.schedule())
        .isEqualTo(new ScoringSchedule(Duration.ofMillis(250), 0.7, 0.3, Duration.ofMillis(77)));
    assertThat(topology.earlyCommit()).isEqualTo(Duration.ofMillis(7));
    assertThat(topology.asOf()).isEqualTo(AsOf.NEWEST_RECEIPT);
    assertThat(topology.whose()).isEqualTo(Layer.user("acme", "jane"));
  }

  @Test
  void aUserWithoutAnOrganisationIsRefused() {
    assertThat(config(Map.of("TOCSIN_SCORING_ORGANISATION", "acme")).topology().whose())
        .isEqualTo(Layer.organisation("acme"));
    assertThatThrownBy(() -> config(Map.of("TOCSIN_SCORING_USER", "jane")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("tocsin.scoring.user = jane needs tocsin.scoring.organisation");
  }

  @Test
  void aRoleThatDoesNotExistIsRefusedWithThoseThatDo() {
    assertThatThrownBy(() -> config(Map.of("TOCSIN_COUNTING_ROLES", "suspect")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("tocsin.counting.roles = suspect")
        .hasMessageContaining("concomitant");
  }

  @Test
  void withoutStrataNothingIsStratified() {
    TopologyConfig topology = config(Map.of("TOCSIN_COUNTING_STRATA", "none")).topology();

    assertThat(topology.strata().any()).isFalse();
  }

  @Test
  void settingsOfTheReasoningProgramAreNotTheScorersConcern() {
    assertThat(config(Map.of("TOCSIN_REASONING_HTTP_PORT", "8081")).status().port())
        .isEqualTo(8080);
  }

  @Test
  void theEngineCommitsExactlyOnceInLargeCompressedBatchesWithoutARecordCache() {
    Properties properties = properties(Map.of());

    assertThat(properties)
        .containsEntry("bootstrap.servers", "localhost:9092")
        .containsEntry("application.id", "tocsin-scorer")
        .containsEntry("processing.guarantee", "exactly_once_v2")
        .containsEntry("commit.interval.ms", 500L)
        .containsEntry("num.stream.threads", 2)
        .containsEntry("num.standby.replicas", 0)
        .containsEntry("statestore.cache.max.bytes", 0)
        .containsEntry("ensure.explicit.internal.resource.naming", true)
        .containsEntry("group.protocol", "classic")
        .containsEntry("metrics.recording.level", "INFO")
        .containsEntry("producer.compression.type", "lz4")
        .containsEntry("producer.batch.size", 262_144)
        .containsEntry("producer.linger.ms", 50);
  }

  @Test
  void kafkaSettingsReplaceMeasuredChoicesButNotTheGuarantees() {
    Properties properties =
        properties(
            Map.of(
                "TOCSIN_KAFKA_PRODUCER_LINGER_MS", "20",
                "TOCSIN_KAFKA_PROCESSING_GUARANTEE", "at_least_once"));

    assertThat(properties)
        .containsEntry("producer.linger.ms", "20")
        .containsEntry("processing.guarantee", "exactly_once_v2");
  }

  @Test
  void underTheStreamsProtocolStandbysAreTheBrokersToSet() {
    assertThat(properties(Map.of("TOCSIN_SCORER_GROUP_PROTOCOL", "streams")))
        .containsEntry("group.protocol", "streams")
        .doesNotContainKey("num.standby.replicas");
  }

  private static ScorerConfig config(Map<String, String> environment) {
    return ScorerSettings.config(ScorerSettings.reader().read(null, environment));
  }

  private static Properties properties(Map<String, String> environment) {
    ScorerConfig config = config(environment);
    return EngineProperties.of(config.engine(), config.kafka());
  }
}
