package io.tocsin.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.schemas.topic.Topics;
import io.tocsin.topology.metrics.TopologyMetrics;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * Guards upgrades: a change of a node, a store or an internal topic shows here before it reaches
 * anyone's state.
 */
class GraphTest {

  @Test
  void theGraphIsAsItIsWrittenDown() throws IOException {
    String described =
        TocsinTopology.build(TopologyConfig.defaults(4), new Topics("", 4), TopologyMetrics.NONE)
            .graph()
            .describe()
            .toString();

    assertThat(lines(described)).isEqualTo(lines(golden()));
    assertThat(described).doesNotContain("KSTREAM-").doesNotContain("KTABLE-");
  }

  private static List<String> lines(String description) {
    return description.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }

  private static String golden() throws IOException {
    try (InputStream in = GraphTest.class.getResourceAsStream("graph.txt")) {
      return new String(
          Objects.requireNonNull(in, "graph.txt").readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
