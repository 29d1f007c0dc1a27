package io.tocsin.scorer.takeover;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.scorer.takeover.HangingTransactions.Open;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.requests.TransactionResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the coordinator's word on a stream thread's producer says of a transaction of epoch 7. */
final class HangingTransactionsTest {
  private static final long PRODUCER = 4_000;
  private final Open open =
      new Open(new TopicPartition("pair-counts-changelog", 1), PRODUCER, 7, 3, 812);

  @ParameterizedTest
  @CsvSource({
    "COMPLETE_COMMIT, 8, COMMIT",
    "COMPLETE_COMMIT, 12, COMMIT",
    "ONGOING, 8, COMMIT",
    "COMPLETE_ABORT, 8, ABORT",
    "COMPLETE_ABORT, 9, COMMIT",
    "EMPTY, 9, ABORT",
    "EMPTY, 10, COMMIT"
  })
  void onlyTheLastTransactionOfAProducerCanHaveBeenAborted(
      TransactionState state, int epoch, TransactionResult outcome) {
    assertThat(open.hangs(known(state, epoch))).isTrue();
    assertThat(open.outcome(known(state, epoch))).contains(outcome);
  }

  @ParameterizedTest
  @CsvSource({"ONGOING, 7", "PREPARE_COMMIT, 8", "PREPARE_ABORT, 8"})
  void oneThatGoesOnOrIsBeingEndedDoesNotHang(TransactionState state, int epoch) {
    assertThat(open.hangs(known(state, epoch))).isFalse();
  }

  @Test
  void ofAProducerThatOnlyBeganAnewNothingIsSure() {
    assertThat(open.outcome(known(TransactionState.EMPTY, 8))).isEmpty();
    assertThat(open.outcome(known(TransactionState.UNKNOWN, 8))).isEmpty();
  }

  private static TransactionDescription known(TransactionState state, int epoch) {
    return new TransactionDescription(
        1, state, PRODUCER, epoch, 10_000, OptionalLong.empty(), Set.of());
  }
}
