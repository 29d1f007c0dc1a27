package io.tocsin.reasoning.semantic;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.tocsin.reasoning.semantic.LikeQuestion.Partition;
import java.util.List;
import java.util.stream.Stream;

/**
 * Answers by partition, each for a fixed time. When a partition is full its oldest goes; when there
 * are too many in all, partitions that are seldom asked. Thread-safe.
 */
final class KeptAnswers<A> {
  private final int maxPerPartition;
  private final long ttlNanos;
  private final Ticker ticker;
  private final Cache<Partition, List<Kept<A>>> partitions;

  KeptAnswers(LikeConfig config, Ticker ticker) {
    this.maxPerPartition = config.maxPerPartition();
    this.ttlNanos = config.ttl().toNanos();
    this.ticker = ticker;
    this.partitions =
        Caffeine.newBuilder()
            .ticker(ticker)
            .expireAfterWrite(config.ttl())
            .maximumWeight(config.maxAnswers())
            .<Partition, List<Kept<A>>>weigher((_, kept) -> kept.size())
            .build();
  }

  /** What a partition has now. */
  Stream<Kept<A>> in(Partition partition) {
    return fresh(partitions.asMap().getOrDefault(partition, List.of()));
  }

  /** Keeps an answer in the place of an earlier one to the same text. */
  synchronized void keep(Partition partition, Place place, A answer) {
    List<Kept<A>> kept =
        Stream.concat(
                in(partition).filter(other -> !other.place().equals(place)),
                Stream.of(new Kept<>(place, answer, ticker.read())))
            .toList();
    int surplus = Math.max(0, kept.size() - maxPerPartition);
    partitions.put(partition, kept.subList(surplus, kept.size()));
  }

  /** How many there are. */
  long count() {
    partitions.cleanUp();
    return partitions.asMap().values().stream().flatMap(this::fresh).count();
  }

  private Stream<Kept<A>> fresh(List<Kept<A>> kept) {
    long now = ticker.read();
    return kept.stream().filter(each -> now - each.since() < ttlNanos);
  }

  /** Where a free text lies, and the hash of its {@link Wording}. */
  record Place(Embedding embedding, String wording) {}

  /**
   * An answer to a free text.
   *
   * @param since in nanoseconds
   */
  record Kept<A>(Place place, A answer, long since) {}
}
