package io.tocsin.reasoning.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.config.ConfigurationException;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProviderConfigTest {
  private static final String OPENAI = "https://api.openai.com/v1";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://api.openai.com/v1",
        "https://api.openai.com/v1/",
        "https://203.0.113.7",
        "http://127.0.0.1:8080/v1",
        "http://localhost:11434/v1",
        "http://[::1]:8000/v1",
        "http://[fd12::1]/v1",
        "http://10.1.2.3/v1",
        "http://172.16.0.1/v1",
        "http://192.168.0.1/v1",
        "http://vllm:8000/v1",
        "http://host.docker.internal:11434/v1",
        "http://models.team.svc.cluster.local/v1",
      })
  void httpsAndPrivateNetworksAreAllowed(String url) {
    assertThat(url(url).at("/chat/completions").toString())
        .endsWith("/chat/completions")
        .doesNotContain("//chat");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://api.openai.com/v1",
        "http://203.0.113.7/v1",
        "http://172.32.0.1/v1",
        "http://[2001:db8::1]/v1",
        "http://notlocal.example/v1",
        "http://local.example.com/v1",
        "ftp://localhost/v1",
      })
  void thePublicNetworkIsNotTalkedToInTheOpen(String url) {
    assertThatThrownBy(() -> url(url))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("https://");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "api.openai.com/v1",
        "https:///v1",
        "https://user:secret@api.openai.com/v1",
        "https://api.openai.com/v1?key=secret",
        "https://api.openai.com/v1#secret",
      })
  void aBaseIsWholeAndHoldsNoSecrets(String url) {
    assertThatThrownBy(() -> url(url))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("base URL")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret"));
  }

  @Test
  void anthropicsVersionIsNotPartOfItsBase() {
    assertThatThrownBy(
            () -> config(ProviderKind.ANTHROPIC, "https://api.anthropic.com/v1/", 1, null))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("without /v1");
    assertThat(config(ProviderKind.ANTHROPIC, "https://api.anthropic.com", 1, null).name())
        .isEqualTo("anthropic/model-1");
  }

  @Test
  void numbersHaveTheirBounds() {
    assertThat(config(ProviderKind.OPENAI, OPENAI, 1, 0.0).temperature()).isZero();
    assertThat(config(ProviderKind.OPENAI, OPENAI, 1, 2.0).temperature()).isEqualTo(2);
    assertThatThrownBy(() -> config(ProviderKind.OPENAI, OPENAI, 0, null))
        .isInstanceOf(ConfigurationException.class);
    assertThatThrownBy(() -> config(ProviderKind.OPENAI, OPENAI, 1, 2.1))
        .isInstanceOf(ConfigurationException.class);
    assertThatThrownBy(() -> config(ProviderKind.OPENAI, OPENAI, 1, -0.1))
        .isInstanceOf(ConfigurationException.class);
    assertThatThrownBy(() -> config(ProviderKind.OPENAI, OPENAI, 1, Double.NaN))
        .isInstanceOf(ConfigurationException.class);
  }

  @Test
  void aModelHasANameAndAConnectionItsTime() {
    assertThatThrownBy(() -> config("", Duration.ofSeconds(1)))
        .isInstanceOf(ConfigurationException.class);
    assertThatThrownBy(() -> config("m".repeat(201), Duration.ofSeconds(1)))
        .isInstanceOf(ConfigurationException.class);
    assertThatThrownBy(() -> config("model-1", Duration.ZERO))
        .isInstanceOf(ConfigurationException.class);
  }

  private static ProviderConfig url(String url) {
    return config(ProviderKind.OPENAI, url, 500, null);
  }

  private static ProviderConfig config(
      ProviderKind kind, String url, int maxOutputTokens, @Nullable Double temperature) {
    return new ProviderConfig(
        kind,
        URI.create(url),
        "model-1",
        StructuredMode.JSON_SCHEMA,
        maxOutputTokens,
        temperature,
        Duration.ofSeconds(1));
  }

  private static ProviderConfig config(String model, Duration connectTimeout) {
    return new ProviderConfig(
        ProviderKind.OPENAI,
        URI.create(OPENAI),
        model,
        StructuredMode.JSON_SCHEMA,
        500,
        null,
        connectTimeout);
  }
}
