package io.tocsin.scorer.takeover;

import io.tocsin.scorer.takeover.Group.Member;
import io.tocsin.scorer.takeover.Group.OpenTransaction;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shortens what a scorer that was killed leaves behind: members that the group waits for until
 * their session ends, and open transactions that no reader gets past until they time out. And ends
 * {@linkplain HangingTransactions transactions that never would}.
 *
 * <p>Both are taken back only from runs that are surely over or that the group has given up. It is
 * harmless otherwise too: a member that was removed joins again, and a producer that was fenced
 * repeats its transaction, so counts stay exact. When the brokers refuse, the time-outs hold.
 */
public final class Takeover implements AutoCloseable {
  private static final Duration OFTEN = Duration.ofMillis(100);
  private static final Duration SELDOM = Duration.ofMillis(500);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(15);
  private static final Logger LOG = LoggerFactory.getLogger(Takeover.class);

  private final Group group;
  private final HangingTransactions hanging;
  private final RunLock run;
  private final ScheduledExecutorService worker =
      Executors.newSingleThreadScheduledExecutor(
          work -> Thread.ofPlatform().daemon().name("takeover").unstarted(work));
  private volatile long lookUntil;
  private boolean looking;

  /**
   * A takeover that does nothing yet.
   *
   * @param kafka settings of the clients
   * @param streamsProtocol whether the group is of the streams protocol
   * @param topics that the scorer reads and writes, which no hanging transaction may block
   */
  public Takeover(
      Admin admin,
      Map<String, Object> kafka,
      String applicationId,
      boolean streamsProtocol,
      Collection<String> topics,
      RunLock run) {
    group = new Group(admin, applicationId, streamsProtocol);
    hanging = new HangingTransactions(admin, kafka, group, topics);
    this.run = run;
  }

  /**
   * Begins to remove the runs before this one from the group, and to look for hanging transactions.
   */
  public void begin() {
    later(BETWEEN_LOOKS, this::lookForHanging);
    if (!run.predecessors().isEmpty()) {
      long deadline = System.nanoTime() + LONG_ENOUGH.toNanos();
      later(Duration.ZERO, () -> removePredecessors(deadline));
    }
  }

  /** Looks for open transactions of scorers that are gone, for some time. */
  public void lookForTransactions() {
    lookUntil = System.nanoTime() + LONG_ENOUGH.toNanos();
    later(
        Duration.ZERO,
        () -> {
          if (!looking) {
            looking = true;
            look();
          }
        });
  }

  private void lookForHanging() {
    try {
      hanging.look();
    } catch (ExecutionException | TimeoutException | IOException | KafkaException e) {
      LOG.debug("Hanging transactions could not be looked for", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    later(BETWEEN_LOOKS, this::lookForHanging);
  }

  /** A group without members waits for some before it shares the work, so ours join first. */
  private void removePredecessors(long deadline) {
    try {
      List<Member> members = group.members();
      List<Member> gone =
          members.stream().filter(member -> member.isOf(run.predecessors())).toList();
      if (gone.isEmpty()) {
        run.forgetPredecessors();
        return;
      }
      if (gone.size() < members.size()) {
        group.remove(gone);
        LOG.info("Removed {} stream threads of an earlier run from the group", gone.size());
      }
    } catch (ExecutionException | TimeoutException | IOException | KafkaException e) {
      LOG.debug("The runs before could not be removed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    if (System.nanoTime() < deadline) {
      later(OFTEN, () -> removePredecessors(deadline));
    }
  }

  private void look() {
    try {
      abortOrphans();
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      LOG.debug("Open transactions could not be looked at", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    if (System.nanoTime() < lookUntil) {
      later(SELDOM, this::look);
    } else {
      looking = false;
    }
  }

  /** Transactions are listed first: whoever begins one after that has joined the group by then. */
  private void abortOrphans() throws ExecutionException, TimeoutException, InterruptedException {
    List<OpenTransaction> open = group.openTransactions();
    if (open.isEmpty()) {
      return;
    }
    List<Member> members = group.members();
    if (members.isEmpty() || members.stream().anyMatch(member -> member.process().isEmpty())) {
      return;
    }
    Set<String> alive =
        members.stream()
            .filter(member -> !member.isOf(run.predecessors()))
            .flatMap(member -> member.process().stream())
            .collect(Collectors.toSet());
    List<OpenTransaction> orphans =
        open.stream().filter(each -> !alive.contains(each.process())).toList();
    if (!orphans.isEmpty()) {
      group.abort(orphans);
      LOG.info("Aborted {} transactions of scorers that are gone", orphans.size());
    }
  }

  private void later(Duration delay, Runnable work) {
    try {
      var ignored = worker.schedule(work, delay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.trace("Closed", e);
    }
  }

  @Override
  public void close() {
    worker.shutdownNow();
  }
}
