package io.tocsin.reasoning.consumer;

import static io.tocsin.reasoning.AlertBuilder.alert;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.schemas.signal.AlertLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Work starts only when a test lets it, one step at a time. */
final class DispatcherTest {
  private static final Instant READ = Instant.parse("2026-11-20T12:00:00Z");

  private final PartitionProgress partition = progress(0);
  private final Queue<Runnable> started = new ArrayDeque<>();
  private final List<String> done = new ArrayList<>();
  private final List<String> overtaken = new ArrayList<>();

  @Test
  void theHighestLevelGoesFirst() {
    Dispatcher dispatcher = dispatcher(1);
    dispatcher.add(task("A", 1, AlertLevel.LOW));
    dispatcher.add(task("B", 1, AlertLevel.LOW));
    dispatcher.add(task("C", 1, AlertLevel.HIGH));
    dispatcher.add(task("D", 1, AlertLevel.CRITICAL));

    finishAll();

    assertThat(done).containsExactly("A 1", "D 1", "C 1", "B 1");
  }

  @Test
  void alertsOfAPairAreWorkedOnOneByOneInTheirOrderOverAllTopics() {
    Dispatcher dispatcher = dispatcher(8);
    dispatcher.add(task("A", 2, AlertLevel.HIGH));
    dispatcher.add(task("A", 4, AlertLevel.CRITICAL));
    dispatcher.add(task("A", 3, AlertLevel.LOW));

    assertThat(started).hasSize(1);
    finishAll();

    assertThat(done).containsExactly("A 2", "A 3", "A 4");
    assertThat(overtaken).containsExactly("A 3");
  }

  @Test
  void aCriticalAlertLendsItsLevelToTheEarlierOnesOfItsPair() {
    Dispatcher dispatcher = dispatcher(1);
    dispatcher.add(task("busy", 1, AlertLevel.LOW));
    dispatcher.add(task("other", 1, AlertLevel.HIGH));
    dispatcher.add(task("A", 1, AlertLevel.LOW));
    dispatcher.add(task("A", 2, AlertLevel.CRITICAL));

    finishAll();

    assertThat(done).containsExactly("BUSY 1", "A 1", "A 2", "OTHER 1");
  }

  @Test
  void theOldestWaitingAlertOfALevelIsKnown() {
    Dispatcher dispatcher = dispatcher(1);
    dispatcher.add(task("busy", 9, AlertLevel.HIGH));
    dispatcher.add(task("B", 3, AlertLevel.HIGH));
    dispatcher.add(task("C", 2, AlertLevel.HIGH));

    assertThat(dispatcher.oldest(AlertLevel.HIGH)).isEqualTo(READ.plusSeconds(2));
    assertThat(dispatcher.oldest(AlertLevel.LOW)).isNull();
  }

  @Test
  void aStuckPairLeavesRoomForOthers() {
    Dispatcher dispatcher = dispatcher(2);
    dispatcher.add(task("stuck", 1, AlertLevel.HIGH));
    Runnable stuck = started.remove();
    dispatcher.add(task("stuck", 2, AlertLevel.HIGH));
    dispatcher.add(task("free", 1, AlertLevel.LOW));

    finishAll();

    assertThat(done).containsExactly("FREE 1");
    assertThat(dispatcher.waiting(AlertLevel.HIGH)).isEqualTo(1);

    stuck.run();
    finishAll();

    assertThat(done).containsExactly("FREE 1", "STUCK 1", "STUCK 2");
  }

  @Test
  void aFifthOfTheWorkersIsKeptForCriticalAlerts() {
    Dispatcher dispatcher = dispatcher(5);
    for (int i = 0; i < 10; i++) {
      dispatcher.add(task("high " + i, 1, AlertLevel.HIGH));
    }

    assertThat(started).hasSize(4);

    dispatcher.add(task("critical", 1, AlertLevel.CRITICAL));

    assertThat(started).hasSize(5);
  }

  @Test
  void theLowestLevelIsNotStarvedByHigherOnes() {
    Dispatcher dispatcher = dispatcher(1);
    for (int i = 0; i < 100; i++) {
      dispatcher.add(task("high " + i, 1, AlertLevel.HIGH));
    }
    for (int i = 0; i < 100; i++) {
      dispatcher.add(task("low " + i, 1, AlertLevel.LOW));
    }

    for (int i = 0; i < 50; i++) {
      started.remove().run();
    }

    assertThat(done).filteredOn(one -> one.startsWith("LOW")).hasSize(5);
  }

  @Test
  void whatWaitsForAPartitionThatGoesIsForgotten() {
    Dispatcher dispatcher = dispatcher(1);
    PartitionProgress leaving = progress(1);
    dispatcher.add(task("busy", 1, AlertLevel.LOW));
    dispatcher.add(task("gone", 1, AlertLevel.HIGH, leaving));
    dispatcher.add(task("busy", 2, AlertLevel.HIGH, leaving));

    dispatcher.forget(List.of(leaving));
    finishAll();

    assertThat(done).containsExactly("BUSY 1");
    assertThat(dispatcher.waiting(AlertLevel.HIGH)).isZero();
  }

  @Test
  void workThatDoesNotEndIsWaitedForOnlySoLong() throws InterruptedException {
    Dispatcher dispatcher = dispatcher(1);
    dispatcher.add(task("stuck", 1, AlertLevel.LOW));

    assertThat(dispatcher.release(List.of(partition), Duration.ofMillis(20))).isFalse();

    finishAll();

    assertThat(dispatcher.release(List.of(partition), Duration.ofMillis(20))).isTrue();
  }

  private Dispatcher dispatcher(int workers) {
    return new Dispatcher(
        started::add,
        workers,
        (task, isOvertaken) -> {
          String name = task.alert().drug() + " " + task.alert().sequence();
          done.add(name);
          if (isOvertaken) {
            overtaken.add(name);
          }
        });
  }

  private void finishAll() {
    while (!started.isEmpty()) {
      started.remove().run();
    }
  }

  private Task task(String drug, long sequence, AlertLevel level) {
    return task(drug, sequence, level, partition);
  }

  private static Task task(
      String drug, long sequence, AlertLevel level, PartitionProgress progress) {
    return new Task(
        alert().of(drug, "HEADACHE").sequence(sequence).build(),
        level,
        null,
        new ConsumerRecord<>("alerts", 0, sequence, new byte[0], new byte[0]),
        progress,
        READ.plusSeconds(sequence));
  }

  private static PartitionProgress progress(int partition) {
    return new PartitionProgress(new TopicPartition("alerts", partition), null);
  }
}
