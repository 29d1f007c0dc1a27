package io.tocsin.scorer;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.config.EnvironmentException;
import io.tocsin.topology.metrics.TopologyMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.OperationNotAttemptedException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class FaultPolicyTest {
  private final StreamsException slowBroker =
      new StreamsException("task timed out", new TimeoutException("no answer"));

  private final List<String> counted = new ArrayList<>();
  private Instant now = Instant.parse("1999-07-15T12:00:00Z");
  private final FaultPolicy policy = new FaultPolicy(new ErrorsOnly(), () -> now);

  @Test
  void aFaultThatMayPassCostsTheThreadOnly() {
    assertThat(policy.handle(slowBroker)).isEqualTo(REPLACE_THREAD);
    assertThat(counted).containsExactly("TimeoutException");
  }

  @Test
  void aTransactionThatTheBrokerGaveUpCostsTheThreadOnly() {
    StreamsException late =
        new StreamsException("commit failed", new InvalidTxnStateException("given up"));

    assertThat(policy.handle(late)).isEqualTo(REPLACE_THREAD);
  }

  @Test
  void aTransactionOverATopicThatWasDeletedCostsTheThreadUntilTheLossIsNoticed() {
    StreamsException other =
        new StreamsException("send failed", new OperationNotAttemptedException("of others"));

    assertThat(policy.handle(other)).isEqualTo(REPLACE_THREAD);
  }

  static List<Exception> refusals() {
    return List.of(
        new InvalidTimestampException("One or more records have been rejected"),
        new InvalidRecordException("Timestamp 1797023999209 of message 0 is out of range."),
        new KafkaException(
            "Failed to append record because it was part of a batch which had one more more"
                + " invalid records"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void aClockThatTheBrokersRefuseIsSaidToBeWrong(Exception refusal) {
    policy.handle(new StreamsException("send failed", refusal));

    assertThat(policy.cause())
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("clock");
  }

  @Test
  void aFaultThatDoesNotPassStopsTheClientAndKeepsItsCause() {
    StreamsException fault =
        new StreamsException("processing failed", new IllegalStateException("negative count"));

    assertThat(policy.handle(fault)).isEqualTo(SHUTDOWN_CLIENT);
    assertThat(policy.cause()).isSameAs(fault);
    assertThat(counted).containsExactly("IllegalStateException");
  }

  @Test
  void theFirstFaultIsTheCauseNotThoseThatFollowFromIt() {
    StreamsException first = new StreamsException("first");
    policy.handle(first);
    policy.handle(new StreamsException("second"));

    assertThat(policy.cause()).isSameAs(first);
  }

  @Test
  void aFaultThatDoesNotPassAfterAllStopsTheClient() {
    for (int i = 0; i < FaultPolicy.REPLACEMENTS; i++) {
      assertThat(policy.handle(slowBroker)).isEqualTo(REPLACE_THREAD);
    }

    assertThat(policy.handle(slowBroker)).isEqualTo(SHUTDOWN_CLIENT);
    assertThat(policy.cause())
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("Kafka failed again and again")
        .hasMessageContaining("no answer");
  }

  @Test
  void faultsFarApartNeverStopTheClient() {
    for (int i = 0; i < 10 * FaultPolicy.REPLACEMENTS; i++) {
      assertThat(policy.handle(slowBroker)).isEqualTo(REPLACE_THREAD);
      now =
          now.plus(FaultPolicy.WHILE.dividedBy(FaultPolicy.REPLACEMENTS))
              .plus(Duration.ofSeconds(1));
    }
  }

  @Test
  void aMissingTopicAndARefusalAreTheSurroundings() {
    policy.handle(new MissingSourceTopicException("adverse-event-reports"));

    assertThat(policy.cause())
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("A topic that the scorer reads is gone");

    FaultPolicy refused = new FaultPolicy(new ErrorsOnly(), () -> now);
    refused.handle(new StreamsException(new SaslAuthenticationException("bad password")));

    assertThat(refused.cause())
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("Kafka refuses the scorer")
        .hasMessageContaining("bad password");
  }

  @Test
  void aThreadThatStreamsCouldNotReplaceIsTheCause() {
    policy.handle(slowBroker);

    assertThat(policy.cause()).hasCause(slowBroker);
  }

  private final class ErrorsOnly implements TopologyMetrics {
    @Override
    public void error(String errorType) {
      counted.add(errorType);
    }
  }
}
