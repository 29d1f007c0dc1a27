package io.tocsin.scorer;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.config.Cluster;
import io.tocsin.config.EnvironmentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StateGuardTest {
  private static final Cluster OURS =
      new Cluster("ours", Map.of("adverse-event-reports", "id-1", "signals", "id-2"));

  @TempDir Path directory;

  @Test
  void aRestartOnTheSameClusterGoesOn() throws IOException {
    guard().admit(OURS);
    count();

    assertThatNoException().isThrownBy(() -> guard().admit(OURS));
  }

  @Test
  void stateOfAnotherClusterIsRefusedWithTheRemedy() throws IOException {
    guard().admit(OURS);
    count();

    assertThatThrownBy(() -> guard().admit(new Cluster("recreated", OURS.topicIds())))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage(
            "The state in %s was counted on cluster ours, but this is cluster recreated: point the"
                + " scorer at its own cluster, or remove that directory to count anew here",
            directory.resolve("scorer"));
  }

  @Test
  void aTopicThatWasDeletedAndCreatedAgainIsRefusedEvenWithoutLocalState() {
    guard().admit(OURS);
    Cluster recreated =
        new Cluster("ours", Map.of("adverse-event-reports", "id-9", "signals", "id-2"));

    assertThatThrownBy(() -> guard().admit(recreated))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage(
            "The topic adverse-event-reports was deleted and created again since scorer counted it:"
                + " choose another tocsin.scorer.application.id; or, to count anew under this one,"
                + " stop every scorer of it, run: tocsin topics reset, and remove %s and %s",
            directory.resolve("scorer"), directory.resolve("scorer.identity.properties"));
  }

  @Test
  void aTopicThatTheScorerDidNotReadBeforeIsNoted() {
    guard().admit(new Cluster("ours", Map.of("signals", "id-2")));
    guard().admit(OURS);

    assertThatThrownBy(
            () -> guard().admit(new Cluster("ours", Map.of("adverse-event-reports", "id-9"))))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("The topic adverse-event-reports was deleted and created again");
  }

  @Test
  void stateOfUnknownOriginIsRefused() throws IOException {
    count();

    assertThatThrownBy(() -> guard().admit(OURS))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("was counted on an unknown cluster");
  }

  @Test
  void aSpoiltNoteMakesStateOfUnknownOrigin() throws IOException {
    guard().admit(OURS);
    count();
    Files.write(directory.resolve("scorer.identity.properties"), new byte[] {'\\', 'u', -1, 0});

    assertThatThrownBy(() -> guard().admit(OURS))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("was counted on an unknown cluster");
  }

  @Test
  void withoutStateAnotherClusterIsWelcome() throws IOException {
    guard().admit(OURS);
    Cluster other = new Cluster("other", OURS.topicIds());
    guard().admit(other);
    count();

    assertThatNoException().isThrownBy(() -> guard().admit(other));
  }

  @Test
  void aDirectoryThatCannotBeWrittenIsNamed() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));

    assertThatThrownBy(() -> new StateGuard(new StateDirectory(file, "scorer")).admit(OURS))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("The state directory " + file + " cannot be used");
  }

  private StateGuard guard() {
    return new StateGuard(new StateDirectory(directory, "scorer"));
  }

  private void count() throws IOException {
    Files.createDirectories(directory.resolve("scorer").resolve("0_0"));
  }
}
