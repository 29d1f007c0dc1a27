package io.tocsin.reasoning.semantic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class EmbeddingsTest {
  private final Places encoder = new Places().put("rash", 1).put("fever", 0);
  private final Embeddings embeddings = new Embeddings(encoder, 100);

  @Test
  void aTextIsEncodedOnce() {
    Embedding first = embeddings.encode("rash");

    assertThat(embeddings.encode("rash")).isNotNull().isSameAs(first);
    assertThat(embeddings.encode("fever")).isNotEqualTo(first);

    assertThat(encoder.encoded).containsExactly("rash", "fever");
    assertThat(embeddings.stats()).isEqualTo(new Embeddings.Stats(1, 2, 2));
  }

  @Test
  void whatAnotherModelEncodedIsNotUsed() {
    embeddings.encode("rash");
    encoder.name = "places-2";
    encoder.put("rash", 0.5);

    assertThat(embeddings.encode("rash"))
        .isEqualTo(encoder.encode("rash"))
        .isNotEqualTo(new Places().put("rash", 1).encode("rash"));
  }

  @Test
  void aTextWithoutAPlaceHasNone() {
    assertThat(embeddings.encode("?")).isNull();
    assertThat(embeddings.stats().entries()).isZero();
  }

  @Test
  void itRemembersNoMoreThanItMay() {
    Embeddings few = new Embeddings(encoder, 10);
    IntStream.range(0, 50).mapToObj(Integer::toString).forEach(text -> encoder.put(text, 1));

    IntStream.range(0, 50).mapToObj(Integer::toString).forEach(few::encode);

    assertThat(few.stats().entries()).isEqualTo(10);
  }
}
