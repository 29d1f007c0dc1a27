package io.tocsin.local.recount;

import io.tocsin.local.cli.TopicFollower;
import io.tocsin.schemas.model.ModelParameters;
import io.tocsin.schemas.topic.Topics;
import io.tocsin.topology.TopologyConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Recounts every report of a cluster and compares with what the scorer has counted, and with the
 * scores it has published.
 */
public final class Recount {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

  private final Map<String, Object> client;
  private final Topics topics;
  private final String applicationId;
  private final TopologyConfig topology;
  private final Depth depth;

  /** How much is compared. */
  public enum Depth {
    /** All tables, and of published scores the number of reports. */
    COUNTS,
    /** All tables, and every figure of every published score, computed anew. */
    SCORES
  }

  /**
   * What was found.
   *
   * @param records on {@code adverse-event-reports}
   * @param refused records that break the contract
   * @param reports that stand: N
   * @param scores published scores of counted pairs that were compared
   * @param model the stream's model against a fit to the recounted tables; absent when none was
   *     broadcast or scores were not compared
   */
  public record Outcome(
      long records,
      long refused,
      long reports,
      int drugs,
      int events,
      int pairs,
      int scores,
      @Nullable ModelCheck model,
      List<Difference> differences) {
    /** How many differences each table has that has any. */
    public Map<String, Integer> byTable() {
      Map<String, Integer> tables = new TreeMap<>();
      differences.forEach(each -> tables.merge(each.table(), 1, Integer::sum));
      return tables;
    }
  }

  /**
   * @param client settings of the client
   * @param applicationId of the scorer
   * @param topology as the scorer is set
   */
  public Recount(
      Map<String, Object> client,
      Topics topics,
      String applicationId,
      TopologyConfig topology,
      Depth depth) {
    this.client = Map.copyOf(client);
    this.topics = topics;
    this.applicationId = applicationId;
    this.topology = topology;
    this.depth = depth;
  }

  /**
   * Recounts the reports there are now, and compares until nothing differs or patience ends: a
   * scorer that still reads, or whose scores are not all current, gets the time to come to the end.
   */
  public Outcome compare(Duration patience) throws InterruptedException {
    BatchRecount batch = new BatchRecount(topology.countedRoles(), topology.strata());
    try (TopicFollower reports =
        new TopicFollower(client, List.of(topics.adverseEventReports().name()))) {
      reports.readToEnd(batch::take);
    }
    PlainTables recounted = batch.tables();
    ScoreVersions versions = new ScoreVersions(topology);
    long deadline = System.nanoTime() + patience.toNanos();
    try (StreamTables stream =
        new StreamTables(client, topics, applicationId, recounted, versions, depth)) {
      List<Difference> found = differences(stream);
      while (!found.isEmpty() && System.nanoTime() < deadline) {
        Thread.sleep(BETWEEN_LOOKS);
        found = differences(stream);
      }
      ModelParameters model = versions.last();
      return new Outcome(
          batch.records(),
          batch.refused(),
          recounted.all().reports(),
          recounted.drugs().size(),
          recounted.events().size(),
          recounted.pairs().size(),
          stream.scoresCompared(),
          model == null || depth == Depth.COUNTS ? null : ModelCheck.of(recounted, model),
          found);
    }
  }

  private static List<Difference> differences(StreamTables stream) {
    stream.refresh();
    return stream.differences();
  }
}
