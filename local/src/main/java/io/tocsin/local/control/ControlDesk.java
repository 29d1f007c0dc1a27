package io.tocsin.local.control;

import io.tocsin.config.EnvironmentException;
import io.tocsin.local.cli.Publication;
import io.tocsin.local.cli.TopicFollower;
import io.tocsin.schemas.control.ControlRecord;
import io.tocsin.schemas.control.Layer;
import io.tocsin.schemas.deadletter.DeadLetter;
import io.tocsin.schemas.json.Json;
import io.tocsin.schemas.topic.Topics;
import io.tocsin.topology.control.ControlIntake;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Hands a layer in, and waits for what the scorers say to it. */
final class ControlDesk {
  private static final Duration POLL = Duration.ofMillis(100);

  private final Map<String, Object> client;
  private final Topics topics;

  /**
   * @param client settings of the client
   */
  ControlDesk(Map<String, Object> client, Topics topics) {
    this.client = client;
    this.topics = topics;
  }

  /** What the scorers said. */
  sealed interface Verdict {
    /**
     * Passes it on.
     *
     * @param done says what was done, when it was accepted
     */
    int answer(Answers answers, Proposal proposal, String done);
  }

  /** The layer holds, or is removed. */
  record Accepted() implements Verdict {
    @Override
    public int answer(Answers answers, Proposal proposal, String done) {
      return answers.accepted(proposal, done);
    }
  }

  /** All stays as it was. */
  record Refused(String reason) implements Verdict {
    @Override
    public int answer(Answers answers, Proposal proposal, String done) {
      return answers.refused(proposal.layer().key(), reason);
    }
  }

  /**
   * Hands a change in.
   *
   * @throws EnvironmentException when no scorer answers in time; one may still do so later
   */
  Verdict handIn(Proposal proposal, Duration patience) {
    String configuration = topics.configuration().name();
    String deadLetters = topics.controlDeadLetters().name();
    try (TopicFollower answers =
        new TopicFollower(client, List.of(configuration, deadLetters), TopicFollower.From.END)) {
      long offset = publish(proposal.layer(), proposal.record());
      long deadline = System.nanoTime() + patience.toNanos();
      Answer answer = new Answer(topics.control().name(), configuration, offset);
      while (answer.verdict == null) {
        if (System.nanoTime() > deadline) {
          throw new EnvironmentException(
              ("No scorer has answered within %d s: the record stays on %s, and the next scorer"
                      + " to run decides on it")
                  .formatted(patience.toSeconds(), topics.control().name()));
        }
        answers.readFor(POLL, answer::hear);
      }
      return answer.verdict;
    }
  }

  private long publish(Layer layer, @Nullable ControlRecord record) {
    try (Publication publication = new Publication(client, topics.control().name())) {
      publication.add(layer.key(), record == null ? null : Json.write(record));
      return publication.finish().getFirst().offset();
    }
  }

  /** Listens for the answer to the record at an offset of {@code control}. */
  private static final class Answer {
    private final String control;
    private final String configuration;
    private final long offset;
    private @Nullable Verdict verdict;

    Answer(String control, String configuration, long offset) {
      this.control = control;
      this.configuration = configuration;
      this.offset = offset;
    }

    void hear(ConsumerRecord<byte[], byte[]> record) {
      if (record.topic().equals(configuration)) {
        Header cause = record.headers().lastHeader(ControlIntake.OFFSET_HEADER);
        String answered = cause == null ? "" : new String(cause.value(), StandardCharsets.UTF_8);
        if (answered.equals(Long.toString(offset))) {
          verdict = new Accepted();
        }
        return;
      }
      Optional<DeadLetter> letter = DeadLetter.readFrom(record.headers());
      if (letter.isPresent()
          && letter.get().topic().equals(control)
          && letter.get().offset() == offset) {
        verdict = new Refused(letter.get().message());
      }
    }
  }
}
