package io.tocsin.scorer.takeover;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Transactions that a partition holds open though their coordinator has ended them: a broker that
 * was killed while a producer sent can leave one behind. No time-out ends it, and no reader of
 * committed records, such as a table that is restored, ever gets past it.
 *
 * <p>It is aborted, since the coordinator commits no transaction before all that it holds was
 * acknowledged, and knows then of each of its partitions. Only what was found twice in a row is.
 */
final class HangingTransactions {
  private static final long PATIENCE_SECONDS = 5;
  private static final Set<TransactionState> SETTLED =
      Set.of(
          TransactionState.EMPTY,
          TransactionState.ONGOING,
          TransactionState.COMPLETE_ABORT,
          TransactionState.COMPLETE_COMMIT);
  private static final Logger LOG = LoggerFactory.getLogger(HangingTransactions.class);

  private final Admin admin;
  private final Set<String> topics;
  private Set<Open> found = Set.of();

  /**
   * @param topics that are looked at; those that do not exist are passed over
   */
  HangingTransactions(Admin admin, Collection<String> topics) {
    this.admin = admin;
    this.topics = Set.copyOf(topics);
  }

  /**
   * A transaction that a partition holds open since an offset.
   *
   * @param coordinator epoch of the coordinator that last ended one of the producer's there
   */
  private record Open(
      TopicPartition partition, long producer, int epoch, int coordinator, long since) {}

  /** Looks once, and aborts what hung the last time too. */
  void look() throws ExecutionException, TimeoutException, InterruptedException {
    Set<Open> open = open();
    Set<Open> hanging = open.isEmpty() ? Set.of() : endedAmong(open);
    for (Open each : hanging) {
      if (found.contains(each)) {
        abort(each);
      }
    }
    found = hanging;
  }

  private Set<Open> open() throws ExecutionException, TimeoutException, InterruptedException {
    Set<Open> open = new HashSet<>();
    for (var described : get(admin.describeProducers(partitions()).all()).entrySet()) {
      for (ProducerState state : described.getValue().activeProducers()) {
        state
            .currentTransactionStartOffset()
            .ifPresent(
                since ->
                    open.add(
                        new Open(
                            described.getKey(),
                            state.producerId(),
                            state.producerEpoch(),
                            state.coordinatorEpoch().orElse(0),
                            since)));
      }
    }
    return open;
  }

  private List<TopicPartition> partitions()
      throws ExecutionException, TimeoutException, InterruptedException {
    Set<String> existing = get(admin.listTopics().names());
    Set<String> known =
        topics.stream().filter(existing::contains).collect(Collectors.toUnmodifiableSet());
    return get(admin.describeTopics(known).allTopicNames()).values().stream()
        .flatMap(
            (TopicDescription topic) ->
                IntStream.range(0, topic.partitions().size())
                    .mapToObj(partition -> new TopicPartition(topic.name(), partition)))
        .toList();
  }

  private Set<Open> endedAmong(Set<Open> open)
      throws ExecutionException, TimeoutException, InterruptedException {
    Map<Long, TransactionDescription> producers = new HashMap<>();
    Set<Long> ids = open.stream().map(Open::producer).collect(Collectors.toUnmodifiableSet());
    List<String> transactions =
        get(admin.listTransactions(new ListTransactionsOptions().filterProducerIds(ids)).all())
            .stream()
            .map(TransactionListing::transactionalId)
            .toList();
    get(admin.describeTransactions(transactions).all())
        .values()
        .forEach(described -> producers.put(described.producerId(), described));
    return open.stream()
        .filter(
            each -> {
              TransactionDescription known = producers.get(each.producer());
              return known != null
                  && known.producerEpoch() > each.epoch()
                  && SETTLED.contains(known.state());
            })
        .collect(Collectors.toUnmodifiableSet());
  }

  /** With the epoch after its own, so that nothing of it can be appended any more. */
  private void abort(Open hanging)
      throws ExecutionException, TimeoutException, InterruptedException {
    get(
        admin
            .abortTransaction(
                new AbortTransactionSpec(
                    hanging.partition(),
                    hanging.producer(),
                    (short) (hanging.epoch() + 1),
                    hanging.coordinator()))
            .all());
    LOG.warn(
        "Aborted a transaction that {} held open from offset {} though its coordinator had ended it"
            + " (producer {}, epoch {}): the broker was killed in the middle of it",
        hanging.partition(),
        hanging.since(),
        hanging.producer(),
        hanging.epoch());
  }

  private static <T> T get(KafkaFuture<T> future)
      throws ExecutionException, TimeoutException, InterruptedException {
    return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }
}
