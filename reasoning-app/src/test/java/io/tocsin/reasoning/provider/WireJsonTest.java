package io.tocsin.reasoning.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class WireJsonTest {
  @Test
  void aTextIsReadFromBlocksWithoutTheModelsThoughts() {
    String blocks =
        """
        [{"type":"thinking","thinking":"Hm.","text":"Hm."},
         {"type":"text","text":"{\\"a\\":"},{"type":"text","text":"1}"}]\
        """;

    assertThat(WireJson.text(WireJson.parse(blocks))).isEqualTo("{\"a\":1}");
    assertThat(WireJson.text(WireJson.parse("\"plain\""))).isEqualTo("plain");
    assertThat(WireJson.text(WireJson.parse("null"))).isEmpty();
  }

  @Test
  void whatIsNotJsonIsMissing() {
    assertThat(WireJson.parse("<html>").isMissingNode()).isTrue();
    assertThat(WireJson.parse("[".repeat(100_000)).isMissingNode()).isTrue();
  }

  @Test
  void tokensThatWereNotSaidAreNone() {
    assertThat(WireJson.tokens(WireJson.parse("-1"), WireJson.parse("\"many\"")))
        .isEqualTo(Tokens.NONE);
  }

  @Test
  void aSchemaMustBeAnObject() {
    assertThatThrownBy(() -> WireJson.schema(new Prompt("1", "", "", "true")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
