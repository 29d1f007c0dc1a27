package io.tocsin.reasoning.semantic;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.stats.CacheStats;
import io.tocsin.schemas.digest.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * An encoder that remembers where texts lie, for as long as there is room: a text never moves.
 * Keeps hashes of the texts, not the texts.
 */
public final class Embeddings implements TextEncoder {
  private final TextEncoder encoder;
  private final Cache<Key, @Nullable Embedding> known;

  /**
   * @param most how many it remembers
   */
  public Embeddings(TextEncoder encoder, int most) {
    this.encoder = encoder;
    this.known = Caffeine.newBuilder().maximumSize(most).recordStats().build();
  }

  @Override
  public String name() {
    return encoder.name();
  }

  @Override
  public @Nullable Embedding encode(String text) {
    return known.get(new Key(name(), Sha256.hex(text)), _ -> encoder.encode(text));
  }

  /** How often it knew. */
  public Stats stats() {
    known.cleanUp();
    CacheStats stats = known.stats();
    return new Stats(stats.hitCount(), stats.missCount(), known.estimatedSize());
  }

  private record Key(String model, String textHash) {}

  /**
   * How often it knew.
   *
   * @param hits texts that it knew
   * @param misses texts that were encoded
   * @param entries texts that it knows now
   */
  public record Stats(long hits, long misses, long entries) {}
}
