package io.tocsin.scorer;

import io.tocsin.config.EnvironmentException;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Keeps local state together with the cluster and the input topics that it was counted from.
 *
 * <p>State that meets another cluster, or topics that were deleted and created again, goes on
 * counting from where it stood and is silently wrong. So the ids of both lie beside the state, and
 * a scorer whose cluster has others refuses to start.
 */
final class StateGuard {
  private static final String CLUSTER = "cluster.id";
  private static final String TOPIC = "topic.";

  private final Path state;
  private final Path identity;

  StateGuard(Path stateDirectory, String applicationId) {
    state = stateDirectory.resolve(applicationId);
    identity = stateDirectory.resolve(applicationId + ".identity.properties");
  }

  /**
   * Compares the state's origin with a cluster, and notes the origin if there is no state yet.
   *
   * @throws EnvironmentException if they differ, with the remedy
   */
  void admit(Cluster cluster) {
    try {
      if (!holdsState()) {
        write(cluster);
        return;
      }
      refuseOther(read(), cluster);
    } catch (IOException e) {
      throw new EnvironmentException(
          "The state directory %s cannot be used (%s): correct tocsin.scorer.state.dir or its"
                  .formatted(state.getParent(), e)
              + " permissions",
          e);
    }
  }

  private void refuseOther(Map<String, String> origin, Cluster cluster) {
    String counted = origin.getOrDefault(CLUSTER, "an unknown cluster");
    if (!counted.equals(cluster.id())) {
      throw new EnvironmentException(
          "The state in %s was counted on cluster %s, but this is cluster %s: point the scorer at"
                  .formatted(state, counted, cluster.id())
              + " its own cluster, or remove that directory to count anew here");
    }
    cluster
        .topicIds()
        .forEach(
            (topic, id) -> {
              String before = origin.getOrDefault(TOPIC + topic, id);
              if (!before.equals(id)) {
                throw new EnvironmentException(recreated(topic));
              }
            });
  }

  private String recreated(String topic) {
    return ("The topic %s was deleted and created again since the state in %s was counted: to count"
            + " anew, remove that directory, delete the internal topics that begin with %s- and the"
            + " consumer group of that name, or choose another tocsin.scorer.application.id")
        .formatted(topic, state, state.getFileName());
  }

  private boolean holdsState() throws IOException {
    if (!Files.isDirectory(state)) {
      return false;
    }
    try (Stream<Path> tasks = Files.list(state)) {
      return tasks.anyMatch(Files::isDirectory);
    }
  }

  private Map<String, String> read() throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(identity, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (NoSuchFileException e) {
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
