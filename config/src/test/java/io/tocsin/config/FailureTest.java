package io.tocsin.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

final class FailureTest {
  @Test
  void aWrongSettingExitsWithTwo() {
    assertThat(Failure.of(new ConfigurationException("a = 1 is refused")))
        .isEqualTo(new Failure(2, "a = 1 is refused"));
  }

  @Test
  void aWrongEnvironmentExitsWithThreeAlsoWhenWrapped() {
    Throwable thrown = new CompletionException(new EnvironmentException("no broker\n answers"));

    assertThat(Failure.of(thrown)).isEqualTo(new Failure(3, "no broker answers"));
  }

  @Test
  void anyOtherExceptionExitsWithOneAndNamesItsOrigin() {
    Throwable thrown =
        new IllegalStateException("task failed", new RuntimeException(new Error("disk is full")));

    assertThat(Failure.of(thrown))
        .isEqualTo(
            new Failure(1, "IllegalStateException: task failed, caused by Error: disk is full"));
  }
}
