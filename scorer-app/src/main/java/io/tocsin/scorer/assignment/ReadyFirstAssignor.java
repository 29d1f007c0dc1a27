package io.tocsin.scorer.assignment;

import io.tocsin.topology.counting.Counting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.assignment.ApplicationState;
import org.apache.kafka.streams.processor.assignment.KafkaStreamsAssignment;
import org.apache.kafka.streams.processor.assignment.ProcessId;
import org.apache.kafka.streams.processor.assignment.TaskAssignmentUtils;
import org.apache.kafka.streams.processor.assignment.TaskAssignor;
import org.apache.kafka.streams.processor.assignment.TaskInfo;

/**
 * Shares the work among the instances by their threads, and lets none begin on a partition whose
 * tables it would first have to read while another has them: that one goes on, the new one reads
 * beside it and takes over at a later rebalance.
 *
 * <p>Kafka Streams' own assignor judges by records that are still to be read, with one bound for
 * all tables. A record of the counting tables tells of up to ten thousand pairs, so 4.4 million
 * pairs stay below any bound that reports could keep; this one has a bound for each.
 */
public final class ReadyFirstAssignor implements TaskAssignor {
  /**
   * Records of counting tables that an instance may have yet to read: a second of live commits, or
   * two to three seconds of reading full ones.
   */
  private static final long COUNTING_RECORDS = 64;

  /** Created by Kafka Streams. */
  public ReadyFirstAssignor() {}

  @Override
  public TaskAssignment assign(ApplicationState application) {
    List<Instance> instances =
        application.kafkaStreamsStates(true).values().stream()
            .map(Instance::new)
            .sorted(Comparator.comparing(instance -> instance.state.processId()))
            .toList();
    boolean someoneReads = false;
    for (List<TaskInfo> alike : bySubtopology(application.allTasks().values()).values()) {
      share(alike, instances);
      for (TaskInfo task : alike) {
        someoneReads |= leaveToWhoIsReady(task, instances, bound(task, application));
      }
    }
    Map<ProcessId, KafkaStreamsAssignment> assignments = new TreeMap<>();
    instances.forEach(
        instance -> assignments.put(instance.state.processId(), instance.assignment()));
    TaskAssignmentUtils.defaultStandbyTaskAssignment(application, assignments);
    return new TaskAssignment(
        someoneReads ? toBeLookedAtAgain(application, assignments) : assignments.values());
  }

  private static SortedMap<Integer, List<TaskInfo>> bySubtopology(Collection<TaskInfo> tasks) {
    SortedMap<Integer, List<TaskInfo>> alike = new TreeMap<>();
    tasks.stream()
        .sorted(Comparator.comparing(TaskInfo::id))
        .forEach(
            task ->
                alike
                    .computeIfAbsent(task.id().subtopology(), subtopology -> new ArrayList<>())
                    .add(task));
    return alike;
  }

  /** Each instance's share of tasks of one kind; those that it had, as far as that goes. */
  private static void share(List<TaskInfo> tasks, List<Instance> instances) {
    int kind = tasks.getFirst().id().subtopology();
    int threads = instances.stream().mapToInt(Instance::threads).sum();
    List<TaskId> left = new ArrayList<>();
    for (TaskInfo task : tasks) {
      TaskId id = task.id();
      Instance holder =
          instances.stream().filter(instance -> instance.had(id)).findFirst().orElse(null);
      if (holder != null && holder.ofKind(kind) < tasks.size() * holder.threads() / threads) {
        holder.take(id);
      } else {
        left.add(id);
      }
    }
    for (TaskId id : left) {
      instances.stream()
          .min(
              Comparator.<Instance>comparingDouble(
                      instance -> (instance.ofKind(kind) + 1.0) / instance.threads())
                  .thenComparingDouble(Instance::load)
                  .thenComparing(instance -> !instance.had(id))
                  .thenComparing(instance -> !instance.keptCopy(id)))
          .orElseThrow()
          .take(id);
    }
  }

  /**
   * Gives a task to an instance that has its tables, when its own has not.
   *
   * @return whether its own is to read them now, to have it later
   */
  private static boolean leaveToWhoIsReady(TaskInfo task, List<Instance> instances, long bound) {
    TaskId id = task.id();
    Instance own =
        instances.stream().filter(instance -> instance.works(id)).findFirst().orElseThrow();
    if (!task.isStateful() || own.isReady(id, bound)) {
      return false;
    }
    Instance ready =
        instances.stream()
            .filter(instance -> instance.isReady(id, bound))
            .min(
                Comparator.<Instance, Boolean>comparing(instance -> !instance.had(id))
                    .thenComparingDouble(Instance::load))
            .orElse(null);
    if (ready == null) {
      return false;
    }
    own.readFor(id);
    ready.take(id);
    return true;
  }

  private static long bound(TaskInfo task, ApplicationState application) {
    return task.stateStoreNames().contains(Counting.STORE)
        ? COUNTING_RECORDS
        : application.assignmentConfigs().acceptableRecoveryLag();
  }

  private static List<KafkaStreamsAssignment> toBeLookedAtAgain(
      ApplicationState application, Map<ProcessId, KafkaStreamsAssignment> assignments) {
    Instant next =
        Instant.now().plusMillis(application.assignmentConfigs().probingRebalanceIntervalMs());
    List<KafkaStreamsAssignment> looking = new ArrayList<>(assignments.values());
    looking.set(0, looking.getFirst().withFollowupRebalance(next));
    return looking;
  }
}
