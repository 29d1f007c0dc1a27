package io.tocsin.local.recount;

import io.tocsin.local.cli.TopicFollower;
import io.tocsin.schemas.report.DrugRole;
import io.tocsin.schemas.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Recounts every report of a cluster and compares with what the scorer has counted. */
public final class Recount {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

  private final Map<String, Object> client;
  private final Topics topics;
  private final String applicationId;
  private final Set<DrugRole> countedRoles;

  /**
   * What was found.
   *
   * @param records on {@code adverse-event-reports}
   * @param refused records that break the contract
   * @param reports that stand: N
   */
  public record Outcome(
      long records,
      long refused,
      long reports,
      int drugs,
      int events,
      int pairs,
      List<Difference> differences) {}

  /**
   * @param client settings of the client
   * @param applicationId of the scorer
   * @param countedRoles as the scorer is set
   */
  public Recount(
      Map<String, Object> client, Topics topics, String applicationId, Set<DrugRole> countedRoles) {
    this.client = Map.copyOf(client);
    this.topics = topics;
    this.applicationId = applicationId;
    this.countedRoles = countedRoles;
  }

  /**
   * Recounts the reports there are now, and compares until nothing differs or patience ends: a
   * scorer that still reads gets the time to come to the end.
   */
  public Outcome compare(Duration patience) throws InterruptedException {
    BatchRecount batch = new BatchRecount(countedRoles);
    try (TopicFollower reports =
        new TopicFollower(client, List.of(topics.adverseEventReports().name()))) {
      reports.readToEnd(batch::take);
    }
    Counts recounted = batch.counts();
    List<Difference> differences = differences(recounted, patience);
    return new Outcome(
        batch.records(),
        batch.refused(),
        recounted.reports,
        recounted.drugs.size(),
        recounted.events.size(),
        recounted.pairs.size(),
        differences);
  }

  private List<Difference> differences(Counts recounted, Duration patience)
      throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    try (StreamTables stream = new StreamTables(client, topics, applicationId)) {
      while (true) {
        stream.refresh();
        List<Difference> found = Difference.between(recounted, stream.counts(), stream.scored());
        if (found.isEmpty() || System.nanoTime() > deadline) {
          return found;
        }
        Thread.sleep(BETWEEN_LOOKS);
      }
    }
  }
}
