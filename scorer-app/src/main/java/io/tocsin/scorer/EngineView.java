package io.tocsin.scorer;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.TaskMetadata;
import org.apache.kafka.streams.ThreadMetadata;

/**
 * Kafka Streams at one moment.
 *
 * @param threads every stream thread that Streams still knows
 * @param globalThreadAlive whether the thread that reads the event margins runs
 * @param restoring records still to restore, by changelog partition
 */
record EngineView(
    KafkaStreams.State state,
    List<StreamThread> threads,
    boolean globalThreadAlive,
    Map<String, Long> restoring) {
  private static final String STREAM_THREAD = "-StreamThread-";
  private static final String GLOBAL_THREAD = "-GlobalStreamThread";

  /** Before there is one. */
  static final EngineView NONE =
      new EngineView(KafkaStreams.State.CREATED, List.of(), false, Map.of());

  static EngineView of(KafkaStreams streams, RestoreProgress restore) {
    List<StreamThread> threads =
        streams.metadataForLocalThreads().stream().map(StreamThread::of).toList();
    return new EngineView(
        streams.state(), threads, globalThreadAlive(threads), restore.remaining());
  }

  /** Streams tells nothing of its global thread, so the virtual machine is asked. */
  private static boolean globalThreadAlive(List<StreamThread> threads) {
    ThreadMXBean machine = ManagementFactory.getThreadMXBean();
    Set<String> alive =
        Stream.of(machine.getThreadInfo(machine.getAllThreadIds()))
            .filter(Objects::nonNull)
            .map(ThreadInfo::getThreadName)
            .collect(Collectors.toSet());
    return threads.stream()
        .map(StreamThread::name)
        .map(name -> name.substring(0, name.lastIndexOf(STREAM_THREAD)) + GLOBAL_THREAD)
        .anyMatch(alive::contains);
  }

  /** Stream threads that have not died. */
  long threadsAlive() {
    return threads.stream().filter(StreamThread::alive).count();
  }

  /**
   * One stream thread.
   *
   * @param activeTasks names of its tasks, and the partitions each reads
   * @param standbyTasks names of the copies it keeps
   */
  record StreamThread(
      String name, String state, Map<String, List<String>> activeTasks, List<String> standbyTasks) {
    static StreamThread of(ThreadMetadata thread) {
      Map<String, List<String>> active = new TreeMap<>();
      for (TaskMetadata task : thread.activeTasks()) {
        active.put(task.taskId().toString(), partitions(task));
      }
      return new StreamThread(
          thread.threadName(),
          thread.threadState(),
          active,
          thread.standbyTasks().stream().map(task -> task.taskId().toString()).sorted().toList());
    }

    boolean alive() {
      return !state.equals("DEAD") && !state.equals("PENDING_SHUTDOWN");
    }

    private static List<String> partitions(TaskMetadata task) {
      return task.topicPartitions().stream().map(Object::toString).sorted().toList();
    }
  }
}
