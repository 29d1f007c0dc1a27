package io.tocsin.reasoning.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.reasoning.consumer.PartitionProgress.Reception;
import java.util.Objects;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class PartitionProgressTest {
  private static final TopicPartition PARTITION = new TopicPartition("alerts.high", 0);

  private final PartitionProgress progress = new PartitionProgress(PARTITION, null);

  @Test
  void nothingIsCommittedBeforeAnythingWasRead() {
    assertThat(progress.toCommit(PartitionProgressTest::unknown)).isNull();
  }

  @Test
  void theCommittedOffsetIsThatOfTheFirstUnfinishedRecord() {
    receive(progress, 5, 6, 7);
    finish(progress, 6, 7);

    assertThat(offset(progress.toCommit(PartitionProgressTest::unknown))).isEqualTo(5);

    finish(progress, 5);

    assertThat(offset(progress.toCommit(PartitionProgressTest::unknown))).isEqualTo(8);
  }

  @Test
  void whatIsCommittedAlreadyIsNotCommittedAgain() {
    receive(progress, 0);
    finish(progress, 0);
    OffsetAndMetadata commit = commit(progress);

    assertThat(progress.toCommit(PartitionProgressTest::unknown)).isNull();
    assertThat(commit.offset()).isEqualTo(1);
  }

  @Test
  void aFinishedRecordAheadOfAStuckOneIsNotDoneAgainAfterARestart() {
    receive(progress, 10, 11, 12, 13);
    finish(progress, 11, 13);

    PartitionProgress restarted = new PartitionProgress(PARTITION, commit(progress));

    assertThat(restarted.receive(10)).isEqualTo(Reception.FRESH);
    assertThat(restarted.receive(11)).isEqualTo(Reception.FINISHED);
    assertThat(restarted.receive(12)).isEqualTo(Reception.FRESH);
    assertThat(restarted.receive(13)).isEqualTo(Reception.FINISHED);
    assertThat(restarted.receive(14)).isEqualTo(Reception.FRESH);
  }

  @Test
  void aFinishedRecordThatWasNotReadAgainYetIsRememberedOverTheNextCommitToo() {
    receive(progress, 10, 11, 12, 13);
    finish(progress, 11, 13);
    PartitionProgress restarted = new PartitionProgress(PARTITION, commit(progress));
    receive(restarted, 10);
    finish(restarted, 10);

    PartitionProgress again = new PartitionProgress(PARTITION, restarted.toCommit(() -> 11));

    assertThat(again.receive(11)).isEqualTo(Reception.FINISHED);
    assertThat(again.receive(12)).isEqualTo(Reception.FRESH);
    assertThat(again.receive(13)).isEqualTo(Reception.FINISHED);
  }

  @Test
  void gapsThatTransactionsLeaveInTheLogAreSteppedOver() {
    receive(progress, 3, 8);
    finish(progress, 3);

    assertThat(offset(progress.toCommit(PartitionProgressTest::unknown))).isEqualTo(8);

    finish(progress, 8);

    assertThat(offset(progress.toCommit(() -> 10))).as("past the marker").isEqualTo(10);
  }

  @Test
  void aStuckRecordStopsTheReadingWhenOthersAreFarAhead() {
    receive(progress, 0);

    assertThat(progress.receive(PartitionProgress.MAX_AHEAD - 1)).isEqualTo(Reception.FRESH);
    assertThat(progress.blocked()).isFalse();
    assertThat(progress.receive(PartitionProgress.MAX_AHEAD)).isEqualTo(Reception.TOO_FAR);
    assertThat(progress.blocked()).isTrue();

    finish(progress, 0);

    assertThat(progress.blocked()).isFalse();
    assertThat(progress.receive(PartitionProgress.MAX_AHEAD)).isEqualTo(Reception.FRESH);
  }

  @Test
  void theLargestCommitFitsWhatABrokerAccepts() {
    LongStream.range(0, PartitionProgress.MAX_AHEAD).forEach(progress::receive);
    LongStream.range(1, PartitionProgress.MAX_AHEAD).forEach(progress::finish);

    assertThat(commit(progress).metadata()).hasSizeLessThan(4096);
  }

  private static void receive(PartitionProgress progress, long... offsets) {
    assertThat(LongStream.of(offsets).mapToObj(progress::receive)).containsOnly(Reception.FRESH);
  }

  private static void finish(PartitionProgress progress, long... offsets) {
    LongStream.of(offsets).forEach(progress::finish);
  }

  private static OffsetAndMetadata commit(PartitionProgress progress) {
    OffsetAndMetadata offset =
        Objects.requireNonNull(progress.toCommit(PartitionProgressTest::unknown));
    progress.committed(offset);
    return offset;
  }

  private static long offset(@Nullable OffsetAndMetadata commit) {
    return Objects.requireNonNull(commit).offset();
  }

  private static long unknown() {
    return 0;
  }
}
