package io.tocsin.scorer.takeover;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeProducersOptions;
import org.apache.kafka.clients.admin.DescribeProducersResult;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a producer begin its next transaction only when every partition has learnt that the one
 * before was committed. Where a broker that was killed keeps one from learning it, as {@link
 * HangingTransactions} tells, the end of the next would count for both there: were that aborted, so
 * would be what was committed. Used by the producer's thread alone.
 */
public final class TransactionEnds {
  private static final Logger LOG = LoggerFactory.getLogger(TransactionEnds.class);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int ANSWER_MILLIS = 2_000;
  private static final int LONGEST_PAUSE_MILLIS = 50;

  /** So often it is looked whether partitions were told before it is asked why they were not. */
  private static final int LOOKS = 8;

  private static final int OTHERS_KEPT = 1_000;

  private final Admin admin;
  private final String transactionalId;
  private final Set<Long> own = new HashSet<>();
  private final Set<Long> others = new HashSet<>();

  /**
   * @param transactionalId of the producer
   */
  public TransactionEnds(Admin admin, String transactionalId) {
    this.admin = admin;
    this.transactionalId = transactionalId;
  }

  /**
   * Returns when the transaction that was committed last has ended in these partitions.
   *
   * @throws ProducerFencedException if it never will in one of them; another producer can go on
   * @throws org.apache.kafka.common.errors.TimeoutException if the brokers do not say
   */
  public void await(Collection<TopicPartition> partitions) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    boolean completed = false;
    try {
      for (int look = 1; System.nanoTime() < deadline; look++) {
        try {
          Set<TopicPartition> open = open(partitions);
          if (open.isEmpty()) {
            return;
          }
          if (completed) {
            throw leftOpen(open);
          }
          completed = look >= LOOKS && describe().state() == TransactionState.COMPLETE_COMMIT;
        } catch (ExecutionException | TimeoutException e) {
          LOG.debug("The brokers do not say how {} ended", transactionalId, e);
        }
        Thread.sleep(Math.min(look, LONGEST_PAUSE_MILLIS));
      }
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
    throw new org.apache.kafka.common.errors.TimeoutException(
        "The brokers have not said within %d s whether a committed transaction has ended"
            .formatted(PATIENCE.toSeconds()));
  }

  private static ProducerFencedException leftOpen(Set<TopicPartition> open) {
    LOG.warn(
        "{} were not told that a transaction was committed: the broker was killed meanwhile", open);
    return new ProducerFencedException(
        "A committed transaction is left open: all tasks of this thread have to be taken up anew");
  }

  /** The partitions that hold a transaction of this producer open. */
  private Set<TopicPartition> open(Collection<TopicPartition> partitions)
      throws ExecutionException, TimeoutException, InterruptedException {
    DescribeProducersResult asked =
        admin.describeProducers(
            partitions, new DescribeProducersOptions().timeoutMs(ANSWER_MILLIS));
    Map<TopicPartition, Set<Long>> open = new HashMap<>();
    for (TopicPartition partition : partitions) {
      open.put(partition, openProducers(asked, partition));
    }
    Set<Long> unknown = new HashSet<>();
    open.values().forEach(unknown::addAll);
    unknown.removeAll(own);
    if (!others.containsAll(unknown)) {
      tellApart(unknown);
    }
    return open.entrySet().stream()
        .filter(each -> !Collections.disjoint(each.getValue(), own))
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** This producer may be given another id when it has committed some ten thousand times. */
  private void tellApart(Set<Long> producers)
      throws ExecutionException, TimeoutException, InterruptedException {
    own.add(describe().producerId());
    if (others.size() > OTHERS_KEPT) {
      others.clear();
    }
    others.addAll(producers);
    others.removeAll(own);
  }

  private Set<Long> openProducers(DescribeProducersResult asked, TopicPartition partition)
      throws ExecutionException, TimeoutException, InterruptedException {
    try {
      return Group.get(asked.partitionResult(partition)).activeProducers().stream()
          .filter(producer -> producer.currentTransactionStartOffset().isPresent())
          .map(ProducerState::producerId)
          .collect(Collectors.toCollection(HashSet::new));
    } catch (ExecutionException | TimeoutException e) {
      if (Group.get(admin.listTopics(new ListTopicsOptions().listInternal(true)).names())
          .contains(partition.topic())) {
        throw e;
      }
      LOG.debug("{} is gone, and what was open there with it", partition, e);
      return new HashSet<>();
    }
  }

  private TransactionDescription describe()
      throws ExecutionException, TimeoutException, InterruptedException {
    return Group.get(
        admin.describeTransactions(List.of(transactionalId)).description(transactionalId));
  }
}
