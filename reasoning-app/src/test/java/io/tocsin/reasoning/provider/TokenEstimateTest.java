package io.tocsin.reasoning.provider;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class TokenEstimateTest {
  private final TokenEstimate estimate = new TokenEstimate(500);

  @Test
  void allThatIsSentIsCounted() {
    long nothing = estimate.of(prompt("", "", "")).input();

    assertThat(estimate.of(prompt("hello world", "", "")).input()).isEqualTo(nothing + 2);
    assertThat(estimate.of(prompt("", "hello world", "")).input()).isEqualTo(nothing + 2);
    assertThat(estimate.of(prompt("", "", "hello world")).input()).isEqualTo(nothing + 2);
  }

  @Test
  void theWholeAnswerIsReckonedWith() {
    assertThat(estimate.of(prompt("", "", "")).output()).isEqualTo(500);
  }

  @Test
  void wordsOfControlInAReportAreWords() {
    long nothing = estimate.of(prompt("", "", "")).input();

    assertThat(estimate.of(prompt("", "<|endoftext|>", "")).input()).isGreaterThan(nothing + 1);
  }

  @Test
  void aLongWordDoesNotTakeForEver() {
    assertThat(estimate.of(prompt("", "a".repeat(100_000), "")).input()).isGreaterThan(1_000);
  }

  private static Prompt prompt(String system, String user, String schema) {
    return new Prompt("1", system, user, schema);
  }
}
