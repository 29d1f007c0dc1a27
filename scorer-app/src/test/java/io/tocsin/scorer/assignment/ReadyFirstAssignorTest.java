package io.tocsin.scorer.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.topology.counting.Counting;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.assignment.ApplicationState;
import org.apache.kafka.streams.processor.assignment.AssignmentConfigs;
import org.apache.kafka.streams.processor.assignment.KafkaStreamsAssignment;
import org.apache.kafka.streams.processor.assignment.KafkaStreamsAssignment.AssignedTask;
import org.apache.kafka.streams.processor.assignment.KafkaStreamsState;
import org.apache.kafka.streams.processor.assignment.ProcessId;
import org.apache.kafka.streams.processor.assignment.TaskInfo;
import org.apache.kafka.streams.processor.assignment.TaskTopicPartition;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.Test;

class ReadyFirstAssignorTest {
  private static final int PARTITIONS = 4;
  private static final int INTAKE = 0;
  private static final int COUNTING = 1;
  private static final long RUNS = -2;
  private static final long PROBING_MILLIS = 60_000;
  private static final List<TaskId> ALL =
      IntStream.range(0, 2 * PARTITIONS)
          .mapToObj(i -> new TaskId(i / PARTITIONS, i % PARTITIONS))
          .toList();

  private final Map<ProcessId, KafkaStreamsState> instances = new HashMap<>();
  private int standbys;

  @Test
  void newInstancesShareEachKindOfWorkEvenly() {
    Scorer first = new Scorer(1, 2).reads(0, ALL);
    Scorer second = new Scorer(2, 2).reads(0, ALL);

    assign();

    assertThat(first.works(INTAKE)).hasSize(2);
    assertThat(first.works(COUNTING)).hasSize(2);
    assertThat(second.works(INTAKE)).hasSize(2);
    assertThat(second.works(COUNTING)).hasSize(2);
  }

  @Test
  void theShareFollowsTheThreads() {
    Scorer large = new Scorer(1, 3).reads(0, ALL);
    Scorer small = new Scorer(2, 1).reads(0, ALL);

    assign();

    assertThat(large.works(COUNTING)).hasSize(3);
    assertThat(small.works(COUNTING)).hasSize(1);
  }

  @Test
  void anInstanceThatComesBackReadsTheTablesBeforeItTakesOver() {
    Scorer going = new Scorer(1, 2).runs(ALL);
    Scorer back = new Scorer(2, 2).reads(300, ALL);

    assign();

    assertThat(going.works(COUNTING)).hasSize(4);
    assertThat(back.works(COUNTING)).isEmpty();
    assertThat(back.copies(COUNTING)).hasSize(2);
    assertThat(isLookedAtAgain()).isTrue();
  }

  @Test
  void threeHundredReportsAreNoReasonToWait() {
    Scorer going = new Scorer(1, 2).runs(ALL);
    Scorer back = new Scorer(2, 2).reads(300, ALL);

    assign();

    assertThat(going.works(INTAKE)).hasSize(2);
    assertThat(back.works(INTAKE)).hasSize(2);
  }

  @Test
  void onceItHasReadThemItTakesOverAndTheOtherKeepsCopies() {
    standbys = 1;
    Scorer going = new Scorer(1, 2).runs(ALL);
    Scorer back = new Scorer(2, 2).reads(10, ALL);

    assign();

    assertThat(going.works(COUNTING)).hasSize(2);
    assertThat(back.works(COUNTING)).hasSize(2);
    assertThat(going.copies(COUNTING)).containsExactlyElementsOf(back.works(COUNTING));
    assertThat(isLookedAtAgain()).isFalse();
  }

  @Test
  void whoHasTheTablesOfAnInstanceThatIsGoneGoesOnWithThem() {
    List<TaskId> lost = List.of(new TaskId(COUNTING, 1), new TaskId(COUNTING, 2));
    Scorer copying = new Scorer(1, 2).runs(without(lost)).copied(0, lost);
    Scorer fresh = new Scorer(2, 2).reads(300, ALL);

    assign();

    assertThat(copying.works(COUNTING)).containsAll(lost);
    assertThat(fresh.works(COUNTING)).isEmpty();
  }

  @Test
  void whatNobodyHasIsReadByThoseWhoAreToHaveIt() {
    Scorer first = new Scorer(1, 2).reads(300, ALL);
    Scorer second = new Scorer(2, 2).reads(300, ALL);

    assign();

    assertThat(first.works(COUNTING)).hasSize(2);
    assertThat(second.works(COUNTING)).hasSize(2);
    assertThat(isLookedAtAgain()).isFalse();
  }

  @Test
  void whoWorksGoesOnWithTheSamePartitions() {
    List<TaskId> odd = ALL.stream().filter(task -> task.partition() % 2 == 1).toList();
    Scorer first = new Scorer(1, 2).runs(odd).reads(0, without(odd));
    Scorer second = new Scorer(2, 2).runs(without(odd)).reads(0, odd);

    assign();

    assertThat(first.works(INTAKE)).containsExactlyElementsOf(of(INTAKE, odd));
    assertThat(first.works(COUNTING)).containsExactlyElementsOf(of(COUNTING, odd));
    assertThat(second.works(COUNTING)).containsExactlyElementsOf(of(COUNTING, without(odd)));
  }

  private static List<TaskId> without(Collection<TaskId> tasks) {
    return ALL.stream().filter(task -> !tasks.contains(task)).toList();
  }

  private static List<TaskId> of(int kind, Collection<TaskId> tasks) {
    return tasks.stream().filter(task -> task.subtopology() == kind).sorted().toList();
  }

  private Collection<KafkaStreamsAssignment> assigned = List.of();

  private void assign() {
    assigned = new ReadyFirstAssignor().assign(new Application()).assignment();
    List<TaskId> active =
        assigned.stream()
            .flatMap(each -> each.tasks().values().stream())
            .filter(task -> task.type() == AssignedTask.Type.ACTIVE)
            .map(AssignedTask::id)
            .sorted()
            .toList();
    assertThat(active).isEqualTo(ALL);
  }

  private boolean isLookedAtAgain() {
    return assigned.stream().anyMatch(each -> each.followupRebalanceDeadline().isPresent());
  }

  /** What Kafka Streams knows when it asks. */
  private final class Application implements ApplicationState {
    @Override
    public Map<ProcessId, KafkaStreamsState> kafkaStreamsStates(boolean computeTaskLags) {
      return instances;
    }

    @Override
    public AssignmentConfigs assignmentConfigs() {
      return new AssignmentConfigs(
          50_000,
          100,
          standbys,
          PROBING_MILLIS,
          List.of(),
          OptionalInt.empty(),
          OptionalInt.empty(),
          "none");
    }

    @Override
    public Map<TaskId, TaskInfo> allTasks() {
      return ALL.stream().collect(Collectors.toMap(task -> task, Task::new));
    }
  }

  private record Task(TaskId id) implements TaskInfo {
    @Override
    public boolean isStateful() {
      return true;
    }

    @Override
    public Set<String> stateStoreNames() {
      return Set.of(id.subtopology() == COUNTING ? Counting.STORE : "reports");
    }

    @Override
    public Set<TaskTopicPartition> topicPartitions() {
      return Set.of(new Changelog(new TopicPartition("changelog", id.partition())));
    }
  }

  private record Changelog(TopicPartition topicPartition) implements TaskTopicPartition {
    @Override
    public boolean isSource() {
      return false;
    }

    @Override
    public boolean isChangelog() {
      return true;
    }

    @Override
    public Optional<Set<String>> rackIds() {
      return Optional.empty();
    }
  }

  /** An instance, as it was before. */
  private final class Scorer implements KafkaStreamsState {
    private final ProcessId id;
    private final int threads;
    private final SortedSet<TaskId> active = new TreeSet<>();
    private final SortedSet<TaskId> copies = new TreeSet<>();
    private final Map<TaskId, Long> lags = new HashMap<>();

    Scorer(int number, int threads) {
      this.threads = threads;
      id = new ProcessId(new UUID(0, number));
      instances.put(id, this);
    }

    Scorer runs(Collection<TaskId> tasks) {
      active.addAll(tasks);
      return reads(RUNS, tasks);
    }

    Scorer copied(long records, Collection<TaskId> tasks) {
      copies.addAll(tasks);
      return reads(records, tasks);
    }

    /** Has so many records of each to read. */
    Scorer reads(long records, Collection<TaskId> tasks) {
      tasks.forEach(task -> lags.put(task, records));
      return this;
    }

    List<TaskId> works(int kind) {
      return given(kind, AssignedTask.Type.ACTIVE);
    }

    List<TaskId> copies(int kind) {
      return given(kind, AssignedTask.Type.STANDBY);
    }

    private List<TaskId> given(int kind, AssignedTask.Type type) {
      return assigned.stream()
          .filter(each -> each.processId().equals(id))
          .flatMap(each -> each.tasks().values().stream())
          .filter(task -> task.type() == type && task.id().subtopology() == kind)
          .map(AssignedTask::id)
          .sorted()
          .toList();
    }

    @Override
    public ProcessId processId() {
      return id;
    }

    @Override
    public int numProcessingThreads() {
      return threads;
    }

    @Override
    public SortedSet<String> consumerClientIds() {
      return new TreeSet<>(Arrays.asList(id + "-1"));
    }

    @Override
    public SortedSet<TaskId> previousActiveTasks() {
      return active;
    }

    @Override
    public SortedSet<TaskId> previousStandbyTasks() {
      return copies;
    }

    @Override
    public long lagFor(TaskId task) {
      return Objects.requireNonNull(lags.get(task));
    }

    @Override
    public SortedSet<TaskId> prevTasksByLag(String consumerClientId) {
      return Collections.emptySortedSet();
    }

    @Override
    public Map<TaskId, Long> statefulTasksToLagSums() {
      return lags;
    }

    @Override
    public Optional<HostInfo> hostInfo() {
      return Optional.empty();
    }

    @Override
    public Map<String, String> clientTags() {
      return Map.of();
    }

    @Override
    public Optional<String> rackId() {
      return Optional.empty();
    }
  }
}
