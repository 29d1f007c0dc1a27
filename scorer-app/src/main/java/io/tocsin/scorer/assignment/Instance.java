package io.tocsin.scorer.assignment;

import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.assignment.KafkaStreamsAssignment;
import org.apache.kafka.streams.processor.assignment.KafkaStreamsAssignment.AssignedTask;
import org.apache.kafka.streams.processor.assignment.KafkaStreamsState;

/** An instance, and what it is given in one assignment. */
final class Instance {
  /** What Kafka Streams says of a task that runs, instead of how much is to be read. */
  private static final long RUNS = -2;

  final KafkaStreamsState state;
  private final Set<TaskId> active = new HashSet<>();
  private final Set<TaskId> read = new HashSet<>();

  Instance(KafkaStreamsState state) {
    this.state = state;
  }

  int threads() {
    return state.numProcessingThreads();
  }

  void take(TaskId task) {
    active.add(task);
  }

  /** Has it read the tables of a task that another works on. */
  void readFor(TaskId task) {
    active.remove(task);
    read.add(task);
  }

  boolean works(TaskId task) {
    return active.contains(task);
  }

  boolean had(TaskId task) {
    return state.previousActiveTasks().contains(task);
  }

  boolean keptCopy(TaskId task) {
    return state.previousStandbyTasks().contains(task);
  }

  /** Whether its tables of a task are there, but for so many records of their changelogs. */
  boolean isReady(TaskId task, long bound) {
    long records = state.lagFor(task);
    return records == RUNS || (records >= 0 && records <= bound);
  }

  /** Tasks of a kind that it is given. */
  long ofKind(int subtopology) {
    return active.stream().filter(task -> task.subtopology() == subtopology).count();
  }

  /** Tasks to each thread. */
  double load() {
    return (double) active.size() / threads();
  }

  KafkaStreamsAssignment assignment() {
    Set<AssignedTask> tasks = new HashSet<>();
    active.forEach(task -> tasks.add(new AssignedTask(task, AssignedTask.Type.ACTIVE)));
    read.forEach(task -> tasks.add(new AssignedTask(task, AssignedTask.Type.STANDBY)));
    return KafkaStreamsAssignment.of(state.processId(), tasks);
  }
}
