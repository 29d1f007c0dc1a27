package io.tocsin.topology;

import io.tocsin.schemas.topic.Topics;
import io.tocsin.topology.control.LiveConfiguration;
import io.tocsin.topology.metrics.TopologyMetrics;
import io.tocsin.topology.model.LiveModel;
import io.tocsin.topology.progress.Progress;
import io.tocsin.topology.scoring.CurrentScores;
import io.tocsin.topology.scoring.LiveTables;
import io.tocsin.topology.state.Tables;
import org.apache.kafka.streams.Topology;

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
  /** Builds the graph. */
  public static TocsinTopology build(
      TopologyConfig config, Topics topics, TopologyMetrics metrics) {
    return new GraphBuilder(config, topics, metrics).build();
  }
}
