package io.tocsin.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.util.Utils;
import io.tocsin.reasoning.semantic.Embedding;
import io.tocsin.reasoning.semantic.TextEncoder;
import java.util.Objects;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

final class MiniLmEncoderTest {
  private static final double ROUNDING = 1e-3;

  private final TextEncoder encoder =
      ServiceLoader.load(TextEncoder.class).findFirst().orElseThrow();

  @Test
  void itIsFoundOnTheClassPath() {
    assertThat(encoder).isInstanceOf(MiniLmEncoder.class);
    assertThat(encoder.name()).isEqualTo("all-minilm-l6-v2-q");
  }

  @Test
  void likeTextsLieCloseAndUnrelatedOnesDoNot() {
    Embedding jaundice = encode("A man of 71 developed jaundice ten days after the first dose.");

    assertThat(jaundice.cosine(jaundice)).isCloseTo(1, within(ROUNDING));
    assertThat(
            jaundice.cosine(
                encode("A man aged 71 had jaundice, ten days after he took the first dose.")))
        .isGreaterThan(0.9);
    assertThat(jaundice.cosine(encode("The harbour was closed because of the storm.")))
        .isLessThan(0.3);
  }

  @Test
  void aTextOfAnyLengthIsEncoded() {
    assertThat(encoder.encode("The patient recovered. ".repeat(1_000))).isNotNull();
  }

  @Test
  void aTextWithoutAWordHasNoPlace() {
    assertThat(encoder.encode("")).isNull();
    assertThat(encoder.encode(" \n")).isNull();
    assertThat(encoder.encode("\u200b")).as("a space without width").isNull();
  }

  @Test
  void itsLibrariesStayOffline() {
    assertThat(Utils.isOfflineMode()).isTrue();
  }

  private Embedding encode(String text) {
    return Objects.requireNonNull(encoder.encode(text));
  }
}
