package io.tocsin.encoder;

import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import io.tocsin.reasoning.semantic.Embedding;
import io.tocsin.reasoning.semantic.TextEncoder;
import org.jspecify.annotations.Nullable;

/**
 * The sentence encoder all-MiniLM-L6-v2 with weights of 8 bits: 384 dimensions, English. Reads the
 * first 510 tokens of a text and its further ones apart, and averages them. Everything comes from
 * jars; the native libraries are unpacked, the tokenizer's into {@code ENGINE_CACHE_DIR}, else
 * {@code .djl.ai} in the home or temporary directory.
 */
public final class MiniLmEncoder implements TextEncoder {
  /** Keeps the tokenizer's library from telling its makers of this machine, and from downloads. */
  private static final String OFFLINE = "ai.djl.offline";

  private final EmbeddingModel model;

  /** Loads the model, which takes seconds. */
  public MiniLmEncoder() {
    System.setProperty(OFFLINE, "true");
    this.model = new AllMiniLmL6V2QuantizedEmbeddingModel();
  }

  @Override
  public String name() {
    return "all-minilm-l6-v2-q";
  }

  @Override
  public @Nullable Embedding encode(String text) {
    float[] vector = vector(text);
    return vector == null ? null : new Embedding(vector);
  }

  private float @Nullable [] vector(String text) {
    try {
      return model.embed(text).content().vector();
    } catch (IllegalArgumentException e) {
      return null; // no token in it
    }
  }
}
