package io.tocsin.scorer.takeover;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** What the brokers know of the scorers of one application, and what they are told of them. */
final class Group {
  private static final long PATIENCE_SECONDS = 5;
  private static final String UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
  private static final Pattern CLIENT = Pattern.compile("-(" + UUID + ")-StreamThread-");

  private final Admin admin;
  private final String applicationId;
  private final boolean streamsProtocol;
  private final Pattern transaction;

  Group(Admin admin, String applicationId, boolean streamsProtocol) {
    this.admin = admin;
    this.applicationId = applicationId;
    this.streamsProtocol = streamsProtocol;
    transaction = Pattern.compile(Pattern.quote(applicationId) + "-(" + UUID + ")-\\d+-" + UUID);
  }

  /**
   * A stream thread that the group counts on.
   *
   * @param instance empty under the streams protocol, which has none
   * @param process that Streams names its transactions after; empty when the name of the client
   *     does not tell
   */
  record Member(Optional<String> instance, Optional<String> process) {
    /** Whether it is a thread of one of these runs. */
    boolean isOf(Collection<String> runs) {
      return instance.stream()
          .anyMatch(name -> runs.stream().anyMatch(run -> name.startsWith(run + "-")));
    }
  }

  /**
   * A transaction that is neither committed nor aborted.
   *
   * @param process that it was begun by
   */
  record OpenTransaction(String id, String process) {}

  List<Member> members() throws ExecutionException, TimeoutException, InterruptedException {
    Set<String> group = Set.of(applicationId);
    try {
      if (streamsProtocol) {
        return get(admin.describeStreamsGroups(group).all()).values().stream()
            .flatMap(described -> described.members().stream())
            .map(member -> new Member(member.instanceId(), Optional.of(member.processId())))
            .toList();
      }
      return get(admin.describeConsumerGroups(group).all()).values().stream()
          .flatMap(described -> described.members().stream())
          .map(member -> new Member(member.groupInstanceId(), process(member.clientId())))
          .toList();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return List.of();
      }
      throw e;
    }
  }

  List<OpenTransaction> openTransactions()
      throws ExecutionException, TimeoutException, InterruptedException {
    ListTransactionsOptions open =
        new ListTransactionsOptions().filterStates(Set.of(TransactionState.ONGOING));
    return get(admin.listTransactions(open).all()).stream()
        .map(TransactionListing::transactionalId)
        .map(transaction::matcher)
        .filter(Matcher::matches)
        .map(id -> new OpenTransaction(id.group(), id.group(1)))
        .toList();
  }

  /** Whether a transaction is one of its stream threads'. */
  boolean owns(String transactionalId) {
    return transaction.matcher(transactionalId).matches();
  }

  /** Has the group go on without these members. */
  void remove(Collection<Member> members)
      throws ExecutionException, TimeoutException, InterruptedException {
    Set<MemberToRemove> gone =
        members.stream()
            .flatMap(member -> member.instance().stream())
            .map(MemberToRemove::new)
            .collect(Collectors.toSet());
    RemoveMembersFromConsumerGroupOptions options = new RemoveMembersFromConsumerGroupOptions(gone);
    options.reason("a new run holds their state directory");
    get(admin.removeMembersFromConsumerGroup(applicationId, options).all());
  }

  /** Aborts transactions, and whatever their producers may still try. */
  void abort(Collection<OpenTransaction> transactions)
      throws ExecutionException, TimeoutException, InterruptedException {
    get(admin.fenceProducers(transactions.stream().map(OpenTransaction::id).toList()).all());
  }

  /** The process that a client of Streams belongs to, by the name that Streams gave it. */
  static Optional<String> process(String client) {
    Matcher name = CLIENT.matcher(client);
    return name.find() ? Optional.of(name.group(1)) : Optional.empty();
  }

  /** What a broker answers, if it does in time. */
  static <T> T get(KafkaFuture<T> future)
      throws ExecutionException, TimeoutException, InterruptedException {
    return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }
}
