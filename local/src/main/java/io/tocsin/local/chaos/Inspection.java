package io.tocsin.local.chaos;

import io.tocsin.local.cli.TopicFollower;
import io.tocsin.local.recount.Recount;
import io.tocsin.schemas.alert.Alert;
import io.tocsin.schemas.deadletter.DeadLetter;
import io.tocsin.schemas.signal.AlertLevel;
import io.tocsin.schemas.signal.Pair;
import io.tocsin.schemas.topic.Topic;
import io.tocsin.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What must hold of the topics when all input is worked off, whatever happened meanwhile. */
final class Inspection {
  private static final int SHOWN = 5;

  private final Map<String, Object> client;
  private final Topics topics;
  private final List<String> problems;

  /**
   * @param problems takes what does not hold
   */
  Inspection(Map<String, Object> client, Topics topics, List<String> problems) {
    this.client = client;
    this.topics = topics;
    this.problems = problems;
  }

  /** Tables and scores equal the recount, and as many records were refused as were malformed. */
  void tables(Recount.Outcome outcome, long malformed) {
    if (!outcome.differences().isEmpty()) {
      problems.add(
          "%d differences from the recount, by table %s: %s"
              .formatted(
                  outcome.differences().size(), outcome.byTable(), some(outcome.differences())));
    }
    if (outcome.refused() != malformed) {
      problems.add(
          "%d records were malformed, the recount refuses %d"
              .formatted(malformed, outcome.refused()));
    }
  }

  /** Each malformed record is a dead letter, once, and nothing else is. Returns how many. */
  int deadLetters() {
    Set<String> malformed = new HashSet<>();
    String input = topics.adverseEventReports().name();
    read(
        List.of(input),
        each -> {
          if (each.headers().lastHeader(Input.MALFORMED) != null) {
            malformed.add(place(input, each.partition(), each.offset()));
          }
        });
    List<String> again = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    read(
        List.of(topics.reportsDeadLetters().name()),
        each -> {
          DeadLetter letter = DeadLetter.readFrom(each.headers()).orElseThrow();
          String place = place(letter.topic(), letter.partition(), letter.offset());
          if (!seen.add(place)) {
            again.add(place);
          } else if (!malformed.contains(place)) {
            wrong.add(place);
          }
        });
    report("dead letters come twice", again);
    report("dead letters are of valid records", wrong);
    malformed.removeAll(seen);
    report("malformed records are no dead letters", List.copyOf(malformed));
    return seen.size();
  }

  /** Each change of a pair's level is published once, under its id, and follows the one before. */
  int alerts() {
    Map<Pair, SortedMap<Long, Alert>> byPair = new HashMap<>();
    List<String> again = new ArrayList<>();
    List<String> misnamed = new ArrayList<>();
    Topic<String, Alert> any = topics.alerts().getFirst();
    int[] count = {0};
    read(
        topics.alerts().stream().map(Topic::name).toList(),
        each -> {
          Alert alert = any.valueSerde().deserializer().deserialize(each.topic(), each.value());
          count[0]++;
          String name = alert.pair().key() + " " + alert.sequence();
          if (byPair
                  .computeIfAbsent(alert.pair(), pair -> new TreeMap<>())
                  .put(alert.sequence(), alert)
              != null) {
            again.add(name);
          }
          if (!alert.alertId().equals(Alert.id(alert.pair(), alert.sequence()))) {
            misnamed.add(name);
          }
        });
    report("alerts were published twice", again);
    report("alerts have an id that is not theirs", misnamed);
    List<String> broken = new ArrayList<>();
    byPair.forEach((pair, alerts) -> follow(pair, alerts, broken));
    report("alerts do not follow the one before", broken);
    return count[0];
  }

  private static void follow(Pair pair, SortedMap<Long, Alert> alerts, List<String> broken) {
    long sequence = 0;
    AlertLevel level = AlertLevel.NONE;
    for (Alert alert : alerts.values()) {
      sequence++;
      if (alert.sequence() != sequence || alert.fromLevel() != level) {
        broken.add(
            "%s %d from %s after %d to %s"
                .formatted(pair.key(), alert.sequence(), alert.fromLevel(), sequence - 1, level));
        return;
      }
      level = alert.toLevel();
    }
  }

  private void read(
      List<String> names, java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    try (TopicFollower follower = new TopicFollower(client, names)) {
      follower.readToEnd(reader);
    }
  }

  private void report(String what, List<String> which) {
    if (!which.isEmpty()) {
      problems.add("%d %s: %s".formatted(which.size(), what, some(which)));
    }
  }

  private static String some(List<?> all) {
    return all.subList(0, Math.min(SHOWN, all.size())) + (all.size() > SHOWN ? " …" : "");
  }

  private static String place(String topic, int partition, long offset) {
    return "%s-%d@%d".formatted(topic, partition, offset);
  }
}
