package io.tocsin.scorer;

import io.tocsin.config.EnvironmentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Where an application's local state lies, and beside it the note of what it was counted from.
 *
 * @param directory shared by applications
 */
public record StateDirectory(Path directory, String applicationId) {
  /** Local state. */
  Path state() {
    return directory.resolve(applicationId);
  }

  /** Ids of the cluster and the topics. */
  Path identity() {
    return directory.resolve(applicationId + ".identity.properties");
  }

  boolean holdsState() throws IOException {
    if (!Files.isDirectory(state())) {
      return false;
    }
    try (Stream<Path> tasks = Files.list(state())) {
      return tasks.anyMatch(Files::isDirectory);
    }
  }

  /**
   * Removes both, so that a scorer begins here as on a new machine.
   *
   * @throws EnvironmentException when it cannot
   */
  public void remove() {
    try {
      Files.deleteIfExists(identity());
      if (Files.isDirectory(state())) {
        try (Stream<Path> all = Files.walk(state())) {
          for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
            Files.deleteIfExists(each);
          }
        }
      }
    } catch (IOException e) {
      throw new EnvironmentException(
          "The state in %s cannot be removed: %s".formatted(state(), e), e);
    }
  }
}
