package io.tocsin.reasoning.semantic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EmbeddingTest {
  private static final double FLOAT = 1e-6;

  private final Embedding east = new Embedding(new float[] {1, 0});

  @Test
  void theCosineIsThatOfTheAngle() {
    assertThat(east.cosine(east)).isEqualTo(1);
    assertThat(east.cosine(new Embedding(new float[] {0.6f, 0.8f}))).isCloseTo(0.6, within(FLOAT));
    assertThat(east.cosine(new Embedding(new float[] {0, 1}))).isZero();
    assertThat(east.cosine(new Embedding(new float[] {-1, 0}))).isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(floats = {0, 0.5f, 2, Float.NaN, Float.POSITIVE_INFINITY})
  void aVectorOfAnotherLengthIsRefused(float length) {
    assertThatThrownBy(() -> new Embedding(new float[] {length, 0}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("length 1");
  }

  @Test
  void otherDimensionsCannotBeCompared() {
    assertThatThrownBy(() -> east.cosine(new Embedding(new float[] {1, 0, 0})))
        .hasMessage("embeddings of 2 and 3 dimensions cannot be compared");
  }

  @Test
  void itDoesNotChangeWithTheArrayItWasMadeFrom() {
    float[] vector = {1, 0};
    Embedding embedding = new Embedding(vector);

    vector[0] = 0;

    assertThat(embedding).isEqualTo(east).hasSameHashCodeAs(east);
    assertThat(embedding).isNotEqualTo(new Embedding(new float[] {0, 1}));
  }
}
