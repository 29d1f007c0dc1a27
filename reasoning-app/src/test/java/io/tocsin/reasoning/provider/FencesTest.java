package io.tocsin.reasoning.provider;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FencesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "```json\n{\"a\":1}\n```",
        "```\n{\"a\":1}\n```",
        "\n ```JSON \r\n{\"a\":1}\r\n```\n\n",
      })
  void whatIsInOneFenceIsTakenOut(String text) {
    assertThat(Fences.unwrap(text)).isEqualTo("{\"a\":1}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{\"a\":1}",
        "{\"a\":\"```\\n```\"}",
        "Here it is:\n```json\n{\"a\":1}\n```",
        "```json\n{\"a\":1}",
        "```json\n{}\n```\nor\n```json\n{\"a\":1}\n```",
      })
  void anythingElseIsLeftAsItIs(String text) {
    assertThat(Fences.unwrap(text)).isEqualTo(text);
  }

  @Test
  void aLongTextIsTakenOutToo() {
    String inner = "{\"a\":\"" + "x\n".repeat(200_000) + "\"}";

    assertThat(Fences.unwrap("```json\n" + inner + "\n```")).isEqualTo(inner);
  }
}
