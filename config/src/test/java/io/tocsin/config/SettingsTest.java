package io.tocsin.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SettingsTest {
  @TempDir Path directory;

  private final SettingsReader reader =
      SettingsReader.of(
              SharedSettings.define(
                  new ConfigDef()
                      .define(
                          "tocsin.scoring.interval.ms",
                          ConfigDef.Type.LONG,
                          1000L,
                          Range.between(10, 60_000),
                          Importance.MEDIUM,
                          "How often touched pairs are scored.")
                      .define(
                          "tocsin.api.token",
                          ConfigDef.Type.PASSWORD,
                          null,
                          Importance.HIGH,
                          "Who may ask.")
                      .define(
                          "tocsin.sources",
                          ConfigDef.Type.LIST,
                          "a,b",
                          Importance.LOW,
                          "Sources.")))
          .passingOver("tocsin.reasoning.");

  @Test
  void withoutFileAndEnvironmentEverySettingHasItsDefault() {
    Settings settings = reader.read(null, Map.of());

    assertThat(settings.shown())
        .isEqualTo(
            Map.of(
                "kafka.bootstrap.servers", "localhost:9092",
                "tocsin.topic.prefix", "",
                "tocsin.topic.partitions", "4",
                "tocsin.log.format", "auto",
                "tocsin.scoring.interval.ms", "1000",
                "tocsin.sources", "[a, b]"));
    assertThat(settings.secret("tocsin.api.token")).isEmpty();
  }

  @Test
  void theEnvironmentStandsAboveTheFileAndTheFileAboveTheDefaults() throws IOException {
    Path file =
        file(
            """
            tocsin.scoring.interval.ms = 500
            tocsin.topic.prefix = file-
            """);

    Settings settings = reader.read(file, Map.of("TOCSIN_SCORING_INTERVAL_MS", "250"));

    assertThat(settings.duration("tocsin.scoring.interval.ms")).isEqualTo(Duration.ofMillis(250));
    assertThat(settings.string("tocsin.topic.prefix")).isEqualTo("file-");
    assertThat(settings.integer("tocsin.topic.partitions")).isEqualTo(4);
    assertThat(settings.list("tocsin.sources")).containsExactly("a", "b");
  }

  @Test
  void theEnvironmentMayNameTheFile() throws IOException {
    Path file = file("tocsin.topic.prefix=named-");

    assertThat(
            reader
                .read(null, Map.of("TOCSIN_CONFIG", file.toString()))
                .string("tocsin.topic.prefix"))
        .isEqualTo("named-");
  }

  @Test
  void aBlankVariableIsNotSet() {
    assertThat(
            reader
                .read(null, Map.of("TOCSIN_TOPIC_PARTITIONS", " "))
                .integer("tocsin.topic.partitions"))
        .isEqualTo(4);
  }

  @Test
  void aSecretIsReadFromItsFileAndNeverShown() throws IOException {
    Path secret = file("s3cret\n");

    Settings settings = reader.read(null, Map.of("TOCSIN_API_TOKEN_FILE", secret.toString()));

    assertThat(settings.secret("tocsin.api.token").map(Password::value)).contains("s3cret");
    assertThat(settings.toString()).doesNotContain("s3cret").contains("tocsin.api.token=[hidden]");
  }

  @Test
  void aSecretGivenTwiceIsRefused() throws IOException {
    Map<String, String> environment =
        Map.of("TOCSIN_API_TOKEN", "x", "TOCSIN_API_TOKEN_FILE", file("y").toString());

    assertRefused(
        environment,
        "TOCSIN_API_TOKEN and TOCSIN_API_TOKEN_FILE both set tocsin.api.token: remove one");
  }

  @Test
  void aSecretFileThatCannotBeReadIsNamed() {
    assertRefused(
        Map.of("TOCSIN_API_TOKEN_FILE", "/no/such/file"),
        "TOCSIN_API_TOKEN_FILE names the file /no/such/file, which cannot be read"
            + " (NoSuchFileException): correct the path or its permissions");
  }

  @Test
  void kafkaKeysPassToTheClientsWithSecretsAndUnknownKeysHidden() throws IOException {
    Path jaas = file("login required password=\"pw\";");

    Settings settings =
        reader.read(
            file("kafka.security.protocol=SASL_SSL\nkafka.custom.interceptor.key=abc"),
            Map.of(
                "TOCSIN_KAFKA_BOOTSTRAP_SERVERS", "kafka:9092",
                "TOCSIN_KAFKA_SASL_OAUTHBEARER_ASSERTION_FILE", "/run/assertion",
                "TOCSIN_KAFKA_SASL_JAAS_CONFIG_FILE", jaas.toString()));

    assertThat(settings.kafka())
        .isEqualTo(
            Map.of(
                "bootstrap.servers", "kafka:9092",
                "security.protocol", "SASL_SSL",
                "custom.interceptor.key", "abc",
                "sasl.oauthbearer.assertion.file", "/run/assertion",
                "sasl.jaas.config", "login required password=\"pw\";"));
    assertThat(settings.toString())
        .contains("kafka.security.protocol=SASL_SSL", "kafka.sasl.jaas.config=[hidden]")
        .doesNotContain("pw", "abc");
  }

  @Test
  void aMisspeltVariableIsRefusedWithTheNearestOne() {
    assertRefused(
        Map.of("TOCSIN_SCORING_INTERVALL", "5"),
        "Unknown variable TOCSIN_SCORING_INTERVALL: did you mean TOCSIN_SCORING_INTERVAL_MS?"
            + " Correct or remove it");
  }

  @Test
  void aMisspeltKeyInTheFileIsRefusedWithTheNearestOne() throws IOException {
    Path file = file("tocsin.topics.prefix=x");

    assertThatThrownBy(() -> reader.read(file, Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "Unknown key tocsin.topics.prefix in file %s: did you mean tocsin.topic.prefix?"
                + " Correct or remove it",
            file);
  }

  @Test
  void settingsOfANeighbourInTheSameFileArePassedOver() throws IOException {
    Settings settings =
        reader.read(file("tocsin.reasoning.x=1"), Map.of("TOCSIN_REASONING_Y", "2", "HOME", "/"));

    assertThat(settings.shown()).doesNotContainKeys("tocsin.reasoning.x", "tocsin.reasoning.y");
  }

  @Test
  void theLaunchersOwnVariablesAreNoSettings() {
    assertThat(reader.read(null, Map.of("TOCSIN_JAVA_OPTS", "-Xmx1g")).shown())
        .doesNotContainKey("tocsin.java.opts");
  }

  @Test
  void aValueOutOfBoundsIsRefusedWithKeyValueSourceAndBound() {
    assertRefused(
        Map.of("TOCSIN_SCORING_INTERVAL_MS", "5"),
        "tocsin.scoring.interval.ms = 5 (from variable TOCSIN_SCORING_INTERVAL_MS) is refused:"
            + " it must be long in [10,...,60000]. How often touched pairs are scored.");
  }

  @Test
  void aValueOfAnotherTypeIsRefused() throws IOException {
    Path file = file("tocsin.topic.partitions=many");

    assertThatThrownBy(() -> reader.read(file, Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "tocsin.topic.partitions = many (from file %s) is refused: it must be int in"
                + " [1,...,1000]. Partitions of the topics: more can be added later, fewer cannot.",
            file);
  }

  @Test
  void aPrefixThatNoTopicMayHaveIsRefused() {
    assertThatThrownBy(() -> reader.read(null, Map.of("TOCSIN_TOPIC_PREFIX", "a b")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("texts like [a-zA-Z0-9._-]{0,64}");
  }

  @Test
  void aRequiredSettingThatIsMissingSaysHowToGiveIt() {
    SettingsReader strict =
        SettingsReader.of(
            new ConfigDef()
                .define("tocsin.name", ConfigDef.Type.STRING, Importance.HIGH, "Who this is."));

    assertThatThrownBy(() -> strict.read(null, Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "tocsin.name is not set and has no default: set it in the settings file or as"
                + " TOCSIN_NAME. Who this is.");
  }

  @Test
  void aSettingsFileThatDoesNotExistIsNamed() {
    assertRefused(
        Map.of("TOCSIN_CONFIG", "/no/such.properties"),
        "The settings file /no/such.properties does not exist: correct --config or TOCSIN_CONFIG");
  }

  private void assertRefused(Map<String, String> environment, String message) {
    assertThatThrownBy(() -> reader.read(null, environment))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(message);
  }

  private Path file(String text) throws IOException {
    return Files.writeString(Files.createTempFile(directory, "settings", ".properties"), text);
  }
}
