package io.tocsin.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;

/** Comparison of figures, relative and, below 1, absolute. */
public final class Close {
  private Close() {}

  /** Within {@code tolerance} times the expected figure, or of it where the figure is below 1. */
  public static void assertClose(
      String what, @Nullable Double actual, double expected, double tolerance) {
    assertRelative(what, actual, expected, tolerance, tolerance);
  }

  /**
   * Within {@code relative} times the expected figure or {@code absolute}, whichever is more;
   * absent where none that is finite is expected.
   */
  public static void assertRelative(
      String what, @Nullable Double actual, double expected, double relative, double absolute) {
    if (!Double.isFinite(expected)) {
      assertThat(actual).as(what).isNull();
      return;
    }
    assertThat(actual)
        .as(what)
        .isNotNull()
        .isCloseTo(expected, Offset.offset(Math.max(absolute, relative * Math.abs(expected))));
  }

  /** A figure that must not be absent. */
  public static double given(@Nullable Double figure) {
    return Objects.requireNonNull(figure, "a figure is absent");
  }
}
