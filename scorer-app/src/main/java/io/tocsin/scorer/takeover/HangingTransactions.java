package io.tocsin.scorer.takeover;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.internals.Topic;
import org.apache.kafka.common.requests.TransactionResult;
import org.apache.kafka.common.requests.WriteTxnMarkersRequest.TxnMarkerEntry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Transactions of scorers that a partition holds open though their coordinator has ended them. It
 * (Kafka 4.3.1) takes a partition that it finds no leader for as deleted and writes no marker
 * there; while a broker that was killed starts again, its partitions are without one for a moment.
 * No time-out ends such a transaction, and no reader of committed records, such as a table that is
 * restored, ever gets past it.
 *
 * <p>What is missing is written if it is sure how the transaction ended; else it is logged what to
 * do. Only what was found twice in a row counts.
 */
final class HangingTransactions {
  /** Since which the end of a transaction raises its producer's epoch. */
  private static final short TRANSACTION_VERSION = 2;

  private static final Logger LOG = LoggerFactory.getLogger(HangingTransactions.class);

  private final Admin admin;
  private final Markers markers;
  private final Group group;
  private final Set<String> topics;
  private final Set<Open> told = new HashSet<>();
  private Set<Open> found = Set.of();

  /**
   * @param kafka settings of the clients
   * @param topics that are looked at, with the one of the groups' offsets; those that do not exist
   *     are passed over
   */
  HangingTransactions(
      Admin admin, Map<String, Object> kafka, Group group, Collection<String> topics) {
    this.admin = admin;
    markers = new Markers(kafka);
    this.group = group;
    this.topics = new HashSet<>(topics);
    this.topics.add(Topic.GROUP_METADATA_TOPIC_NAME);
  }

  /**
   * A transaction that a partition holds open since an offset.
   *
   * @param coordinator epoch of the coordinator that last ended one of the producer's there
   */
  record Open(TopicPartition partition, long producer, int epoch, int coordinator, long since) {

    /** Whether its coordinator no longer has it open and is not ending it. */
    boolean hangs(TransactionDescription known) {
      return known.producerEpoch() > epoch
          && known.state() != TransactionState.PREPARE_ABORT
          && known.state() != TransactionState.PREPARE_COMMIT;
    }

    /**
     * How a stream thread's transaction ended; empty where that is not sure.
     *
     * <p>Each end of a transaction raises its producer's epoch by one, and so does fencing it. A
     * stream thread's producer begins nothing after it aborted, and is fenced only while it has a
     * transaction open: what is not its last transaction was committed.
     */
    Optional<TransactionResult> outcome(TransactionDescription known) {
      int later = known.producerEpoch() - epoch;
      return switch (known.state()) {
        case ONGOING, COMPLETE_COMMIT -> Optional.of(TransactionResult.COMMIT);
        case COMPLETE_ABORT -> Optional.of(lastOr(later, 1));
        case EMPTY -> later < 2 ? Optional.empty() : Optional.of(lastOr(later, 2));
        default -> Optional.empty();
      };
    }

    private static TransactionResult lastOr(int later, int ofTheLast) {
      return later == ofTheLast ? TransactionResult.ABORT : TransactionResult.COMMIT;
    }
  }

  /** Looks once, and ends what hung the last time too. */
  void look() throws ExecutionException, TimeoutException, InterruptedException, IOException {
    Map<TopicPartition, Node> leaders = leaders();
    Set<Open> open = open(leaders.keySet());
    Map<Long, TransactionDescription> known = open.isEmpty() ? Map.of() : scorersOf(open);
    Set<Open> hanging = new HashSet<>();
    for (Open each : open) {
      TransactionDescription transaction = known.get(each.producer());
      if (transaction != null && each.hangs(transaction)) {
        hanging.add(each);
        if (found.contains(each)) {
          end(each, transaction, requireNonNull(leaders.get(each.partition())));
        }
      }
    }
    found = hanging;
  }

  private void end(Open hanging, TransactionDescription known, Node leader) throws IOException {
    Optional<TransactionResult> outcome = hanging.outcome(known);
    if (outcome.isPresent()) {
      write(hanging, outcome.get(), leader);
    } else if (told.add(hanging)) {
      LOG.error(
          "{} holds a transaction open from offset {} that its coordinator has ended, it is not"
              + " known how (producer {}, epoch {}): no reader of committed records gets past it."
              + " Stop every scorer, count anew with: tocsin topics reset, and remove their state"
              + " directories",
          hanging.partition(),
          hanging.since(),
          hanging.producer(),
          hanging.epoch());
    }
  }

  private Map<TopicPartition, Node> leaders()
      throws ExecutionException, TimeoutException, InterruptedException {
    Set<String> existing =
        Group.get(admin.listTopics(new ListTopicsOptions().listInternal(true)).names());
    Set<String> looked =
        topics.stream().filter(existing::contains).collect(Collectors.toUnmodifiableSet());
    Map<TopicPartition, Node> leaders = new HashMap<>();
    Group.get(admin.describeTopics(looked).allTopicNames())
        .forEach(
            (name, topic) -> {
              for (TopicPartitionInfo partition : topic.partitions()) {
                leaders.put(new TopicPartition(name, partition.partition()), partition.leader());
              }
            });
    return leaders;
  }

  private Set<Open> open(Collection<TopicPartition> partitions)
      throws ExecutionException, TimeoutException, InterruptedException {
    Set<Open> open = new HashSet<>();
    for (var described : Group.get(admin.describeProducers(partitions).all()).entrySet()) {
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

  private Map<Long, TransactionDescription> scorersOf(Set<Open> open)
      throws ExecutionException, TimeoutException, InterruptedException {
    Set<Long> ids = open.stream().map(Open::producer).collect(Collectors.toUnmodifiableSet());
    List<String> transactions =
        Group.get(
                admin.listTransactions(new ListTransactionsOptions().filterProducerIds(ids)).all())
            .stream()
            .map(TransactionListing::transactionalId)
            .filter(group::owns)
            .toList();
    return Group.get(admin.describeTransactions(transactions).all()).values().stream()
        .collect(Collectors.toMap(TransactionDescription::producerId, each -> each));
  }

  private void write(Open hanging, TransactionResult outcome, Node leader) throws IOException {
    markers.write(
        leader,
        new TxnMarkerEntry(
            hanging.producer(),
            (short) (hanging.epoch() + 1),
            hanging.coordinator(),
            outcome,
            List.of(hanging.partition()),
            TRANSACTION_VERSION));
    LOG.warn(
        "Ended ({}) a transaction that {} held open from offset {} though its coordinator had ended"
            + " it (producer {}, epoch {}): the broker was killed meanwhile",
        outcome,
        hanging.partition(),
        hanging.since(),
        hanging.producer(),
        hanging.epoch());
  }
}
