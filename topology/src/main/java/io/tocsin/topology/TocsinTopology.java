package io.tocsin.topology;

import io.tocsin.schemas.topic.Topics;
import io.tocsin.topology.control.LiveConfiguration;
import io.tocsin.topology.counting.Counting;
import io.tocsin.topology.frames.Framing;
import io.tocsin.topology.intake.ReportIntake;
import io.tocsin.topology.margins.EventCounting;
import io.tocsin.topology.metrics.TopologyMetrics;
import io.tocsin.topology.model.LiveModel;
import io.tocsin.topology.progress.Progress;
import io.tocsin.topology.scoring.CurrentScores;
import io.tocsin.topology.scoring.LiveTables;
import io.tocsin.topology.state.Tables;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;

/**
 * The stream graph as a function of its configuration: reports and ready-made signals in, scored
 * signals and alerts out.
 *
 * @param graph what Kafka Streams runs
 * @param live answers for the tables of the process that runs it
 * @param scores answers for the scores of the pairs it counts
 * @param model the one that scores are made with
 * @param configuration the settings that scores and alerts are made with
 * @param progress tells how far that process has come
 * @param tables tell how large they are in that process
 */
public record TocsinTopology(
    Topology graph,
    LiveTables live,
    CurrentScores scores,
    LiveModel model,
    LiveConfiguration configuration,
    Progress progress,
    Tables tables) {
  private static final String MESSAGES = "-repartition";

  /** Builds the graph. */
  public static TocsinTopology build(
      TopologyConfig config, Topics topics, TopologyMetrics metrics) {
    return new GraphBuilder(config, topics, metrics).build();
  }

  /** Names of the topics that Kafka Streams keeps tables and messages in. */
  public Set<String> internalTopics(String applicationId) {
    Set<String> topics = new TreeSet<>();
    for (TopologyDescription.Subtopology part : graph.describe().subtopologies()) {
      for (TopologyDescription.Node node : part.nodes()) {
        switch (node) {
          case TopologyDescription.Processor processor ->
              processor.stores().stream()
                  .filter(store -> !store.equals(Framing.STORE))
                  .forEach(store -> topics.add(changelog(applicationId, store)));
          case TopologyDescription.Sink sink when String.valueOf(sink.topic()).endsWith(MESSAGES) ->
              topics.add(applicationId + "-" + sink.topic());
          default -> {}
        }
      }
    }
    return topics;
  }

  /** Those of them that hold records once an event margin was published. */
  public Set<String> reportTables(String applicationId) {
    return Set.of(
        changelog(applicationId, ReportIntake.STORE),
        changelog(applicationId, EventCounting.STORE));
  }

  /** That of them that holds records once a record of {@link #countingMessages} was read. */
  public String countTable(String applicationId) {
    return changelog(applicationId, Counting.STORE);
  }

  /** That of them which what is to be counted travels on. */
  public String countingMessages(String applicationId) {
    return applicationId + "-" + GraphBuilder.COUNTING_MESSAGES + MESSAGES;
  }

  private static String changelog(String applicationId, String store) {
    return applicationId + "-" + store + "-changelog";
  }
}
