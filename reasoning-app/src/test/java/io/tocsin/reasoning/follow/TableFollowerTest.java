package io.tocsin.reasoning.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class TableFollowerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  void theLatestValueOfEachKeyIsKnownOnceAllWasRead() throws Exception {
    FollowedTopic topic = FollowedTopic.of("words");
    topic.send("a", "one").send("b", "two").send("a", "three").send("c", "four").send("c", null);

    try (TableFollower<String> table = topic.follow(TableFollowerTest::word)) {
      table.caughtUp().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

      assertThat(table.get("a")).isEqualTo("three");
      assertThat(table.get("b")).isEqualTo("two");
      assertThat(table.get("c")).isNull();
      assertThat(table.size()).isEqualTo(2);
    }
  }

  @Test
  void anEmptyTopicIsReadAtOnce() {
    try (TableFollower<String> table = FollowedTopic.of("words").follow(TableFollowerTest::word)) {
      await().atMost(PATIENCE).until(table::hasCaughtUp);
    }
  }

  @Test
  void whatComesLaterReplacesWhatWasThere() {
    FollowedTopic topic = FollowedTopic.of("words").send("a", "one");
    try (TableFollower<String> table = topic.follow(TableFollowerTest::word)) {
      await().atMost(PATIENCE).until(table::hasCaughtUp);

      topic.send("a", "two");

      await().atMost(PATIENCE).until(() -> "two".equals(table.get("a")));
    }
  }

  @Test
  void aRecordThatCannotBeReadIsCountedAndItsKeyKeepsItsValue() {
    FollowedTopic topic = FollowedTopic.of("words");
    topic.send("a", "one").send("a", "").send(null, "three").send("b", "four");

    try (TableFollower<String> table = topic.follow(TableFollowerTest::word)) {
      await().atMost(PATIENCE).until(table::hasCaughtUp);

      assertThat(table.get("a")).isEqualTo("one");
      assertThat(table.get("b")).isEqualTo("four");
      assertThat(table.skipped()).isEqualTo(2);
    }
  }

  @Test
  void nothingIsTakenForReadBeforeTheTopicIsThere() {
    FollowedTopic topic = FollowedTopic.missing("words");
    try (TableFollower<String> table = topic.follow(TableFollowerTest::word)) {
      await().atMost(PATIENCE).until(() -> table.trouble() != null);
      assertThat(table.trouble()).contains("there is no topic words");
      assertThat(table.hasCaughtUp()).isFalse();

      topic.create();
      topic.send("a", "one");

      await().atMost(PATIENCE).until(() -> "one".equals(table.get("a")));
      await().atMost(PATIENCE).until(() -> table.trouble() == null);
    }
  }

  @Test
  void aPollThatFailsIsTriedAgain() {
    FollowedTopic topic = FollowedTopic.of("words");
    topic.failOnce();
    topic.send("a", "one");

    try (TableFollower<String> table = topic.follow(TableFollowerTest::word)) {
      await().atMost(PATIENCE).until(() -> "one".equals(table.get("a")));
    }
  }

  @Test
  void whatWasReadCanBeAskedForAfterTheEnd() {
    FollowedTopic topic = FollowedTopic.of("words").send("a", "one");
    TableFollower<String> table = topic.follow(TableFollowerTest::word);
    await().atMost(PATIENCE).until(table::hasCaughtUp);

    table.close();

    assertThat(topic.closed()).isTrue();
    assertThat(table.get("a")).isEqualTo("one");
  }

  /** A Kafka client waits a minute for a silent broker unless it is told to stop. */
  @Test
  void aSilentBrokerDoesNotHoldUpTheEnd() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      TableFollower<String> table =
          TableFollower.start(
              Map.of("bootstrap.servers", "127.0.0.1:" + silent.getLocalPort()),
              "silent",
              TableFollowerTest::word);

      table.close();

      assertThat(table.hasCaughtUp()).isFalse();
      assertThat(table.caughtUp()).isCompletedExceptionally();
      assertThat(Thread.getAllStackTraces().keySet())
          .noneMatch(thread -> thread.getName().equals("follow-silent"));
    }
  }

  private static String word(String key, byte[] value) {
    if (value.length == 0) {
      throw new IllegalArgumentException("no word for " + key);
    }
    return new String(value, StandardCharsets.UTF_8);
  }
}
