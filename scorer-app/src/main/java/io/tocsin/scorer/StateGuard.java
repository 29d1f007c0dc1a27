package io.tocsin.scorer;

import io.tocsin.config.Cluster;
import io.tocsin.config.EnvironmentException;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Keeps local state together with the cluster and the input topics that it was counted from.
 *
 * <p>State that meets another cluster, or topics that were deleted and created again, goes on
 * counting from where it stood and is silently wrong. So the ids of both lie beside the state, and
 * a scorer that finds others refuses to start.
 */
final class StateGuard {
  private static final String CLUSTER = "cluster.id";
  private static final String TOPIC = "topic.";

  private final StateDirectory directory;
  private final Path state;
  private final Path identity;

  StateGuard(StateDirectory directory) {
    this.directory = directory;
    state = directory.state();
    identity = directory.identity();
  }

  /**
   * Compares the state's origin with a cluster, and notes the cluster as the origin from now on.
   *
   * @throws EnvironmentException if they differ, with the remedy
   */
  void admit(Cluster cluster) {
    try {
      Map<String, String> origin = read();
      boolean sameCluster = cluster.id().equals(origin.get(CLUSTER));
      if (!sameCluster && directory.holdsState()) {
        throw new EnvironmentException(elsewhere(origin, cluster));
      }
      if (sameCluster) {
        refuseRecreated(origin, cluster);
      }
      write(cluster);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private String elsewhere(Map<String, String> origin, Cluster cluster) {
    return ("The state in %s was counted on %s, but this is cluster %s: point the scorer at its own"
            + " cluster, or remove that directory to count anew here")
        .formatted(
            state,
            origin.containsKey(CLUSTER) ? "cluster " + origin.get(CLUSTER) : "an unknown cluster",
            cluster.id());
  }

  private void refuseRecreated(Map<String, String> origin, Cluster cluster) {
    cluster
        .topicIds()
        .forEach(
            (topic, id) -> {
              if (!id.equals(origin.getOrDefault(TOPIC + topic, id))) {
                throw new EnvironmentException(recreated(topic));
              }
            });
  }

  /** Whatever lies here: what was counted before is in the changelogs on the broker. */
  private String recreated(String topic) {
    return ("The topic %s was deleted and created again since %s counted it: choose another"
            + " tocsin.scorer.application.id; or, to count anew under this one, stop every scorer"
            + " of it, run: tocsin topics reset, and remove %s and %s")
        .formatted(topic, state.getFileName(), state, identity);
  }

  /**
   * Notes what the state rests on from now on.
   *
   * @throws EnvironmentException if it cannot be written
   */
  void note(Cluster cluster) {
    try {
      write(cluster);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private EnvironmentException unusable(IOException e) {
    return new EnvironmentException(
        "The state directory %s cannot be used (%s): correct tocsin.scorer.state.dir or its"
                .formatted(state.getParent(), e)
            + " permissions, or make room",
        e);
  }

  private Map<String, String> read() throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(identity, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (NoSuchFileException | CharacterCodingException | IllegalArgumentException unknown) {
      // Spoilt or not there: state beside it is of unknown origin and will be refused.
      return Map.of();
    }
    Map<String, String> origin = new TreeMap<>();
    properties
        .stringPropertyNames()
        .forEach(name -> origin.put(name, properties.getProperty(name)));
    return origin;
  }

  private void write(Cluster cluster) throws IOException {
    Properties properties = new Properties();
    properties.setProperty(CLUSTER, cluster.id());
    cluster.topicIds().forEach((topic, id) -> properties.setProperty(TOPIC + topic, id));
    Files.createDirectories(identity.toAbsolutePath().getParent());
    Path complete = identity.resolveSibling(identity.getFileName() + ".new");
    try (Writer writer = Files.newBufferedWriter(complete, StandardCharsets.UTF_8)) {
      properties.store(
          writer, "The cluster and topics that the state beside this was counted from");
    }
    Files.move(complete, identity, StandardCopyOption.ATOMIC_MOVE);
  }
}
