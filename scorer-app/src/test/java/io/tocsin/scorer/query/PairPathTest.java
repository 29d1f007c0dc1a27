package io.tocsin.scorer.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.schemas.signal.Pair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PairPathTest {
  @Test
  void namesAreNormalisedAsEverywhere() {
    assertThat(PairPath.read("/RotaShield/%20intus%20%20susception"))
        .isEqualTo(new Pair("ROTASHIELD", "INTUS SUSCEPTION"));
  }

  @Test
  void aSlashAPlusAndAnyLetterAreWrittenAsInAnyPath() {
    assertThat(PairPath.read("/DTP%2FHib/A+b%2B%c3%a9")).isEqualTo(new Pair("DTP/HIB", "A+B+É"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/", "/a", "/a/", "//b", "/a/b/c", "/%20/b", "/%zz/b", "/a%/b", "/%ff/b"})
  void whatIsNoPairOfNamesIsRefused(String path) {
    assertThatThrownBy(() -> PairPath.read(path)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aNameThatNoReportMayHaveIsRefused() {
    assertThat(PairPath.read("/" + "a".repeat(500) + "/b").drug()).hasSize(500);
    assertThatThrownBy(() -> PairPath.read("/" + "a".repeat(501) + "/b"))
        .hasMessageContaining("501 characters");
  }
}
