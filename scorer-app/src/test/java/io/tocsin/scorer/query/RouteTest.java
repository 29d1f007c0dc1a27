package io.tocsin.scorer.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.Test;

final class RouteTest {
  private static final HostInfo SELF = new HostInfo("a", 1);
  private static final HostInfo OTHER = new HostInfo("b", 2);
  private static final HostInfo THIRD = new HostInfo("c", 3);

  @Test
  void whatIsHeldHereIsAnsweredHereWhateverTheMetadataSay() {
    assertThat(Route.of(true, false, List.of(OTHER), Optional.of(SELF)))
        .isEqualTo(new Route.Here());
    assertThat(Route.of(true, true, List.of(), Optional.empty())).isEqualTo(new Route.Here());
  }

  @Test
  void whatAnotherHoldsIsAskedThere() {
    assertThat(Route.of(false, false, List.of(OTHER), Optional.of(SELF)))
        .isEqualTo(new Route.To(List.of(OTHER)));
    assertThat(Route.of(false, false, List.of(OTHER), Optional.empty()))
        .as("an instance that others cannot reach reaches them")
        .isEqualTo(new Route.To(List.of(OTHER)));
  }

  @Test
  void whereNoOwnerIsKnownTheOthersAreAsked() {
    assertThat(Route.of(false, false, List.of(SELF, OTHER, THIRD), Optional.of(SELF)))
        .isEqualTo(new Route.To(List.of(OTHER, THIRD)));
  }

  @Test
  void aQuestionIsPassedOnOnceOnly() {
    assertThat(Route.of(false, true, List.of(OTHER), Optional.of(SELF)))
        .isInstanceOf(Route.Nowhere.class);
  }

  @Test
  void anOwnerThatHoldsNothingYetIsRestoring() {
    assertThat(Route.of(false, false, List.of(SELF), Optional.of(SELF)))
        .isInstanceOfSatisfying(
            Route.Nowhere.class, nowhere -> assertThat(nowhere.reason()).contains("restoring"));
  }

  @Test
  void withoutAnOwnerTheSettingIsNamedThatMayBeMissing() {
    assertThat(Route.of(false, false, List.of(), Optional.of(SELF)))
        .isInstanceOfSatisfying(
            Route.Nowhere.class,
            nowhere -> assertThat(nowhere.reason()).contains("tocsin.scorer.http.advertised"));
  }
}
