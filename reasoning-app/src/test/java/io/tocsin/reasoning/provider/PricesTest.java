package io.tocsin.reasoning.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.config.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PricesTest {
  @Test
  void aCostIsExact() {
    Prices prices = Prices.parse("gpt-x=0.25/2.00, vendor/claude-y:1=3/15");

    assertThat(prices.cost("gpt-x", new Tokens(1, 0))).isEqualByComparingTo("0.00000025");
    assertThat(prices.cost("gpt-x", new Tokens(1_000_000, 1_000_000))).isEqualByComparingTo("2.25");
    assertThat(prices.cost("vendor/claude-y:1", new Tokens(3, 7))).isEqualByComparingTo("0.000114");
    assertThat(prices.cost("gpt-x", Tokens.NONE)).isEqualByComparingTo("0");
  }

  @Test
  void aModelWithoutAPriceIsUnknownAndCostsNothing() {
    Prices prices = Prices.parse("gpt-x=1/2");

    assertThat(prices.knows("gpt-x")).isTrue();
    assertThat(prices.knows("gpt-y")).isFalse();
    assertThat(prices.cost("gpt-y", new Tokens(1000, 1000))).isEqualByComparingTo("0");
    assertThat(Prices.parse(" ").knows("gpt-x")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gpt-x",
        "gpt-x=1",
        "=1/2",
        "gpt-x=1/2,",
        "gpt-x=-1/2",
        "gpt-x=1,5/2",
        "gpt-x=1e3/2",
        "gpt-x=a/b",
        "gpt-x=1/2/3",
      })
  void whatIsNotAPriceIsRefused(String text) {
    assertThatThrownBy(() -> Prices.parse(text))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("MODEL=SENT/RECEIVED");
  }

  @Test
  void twoPricesOfAModelAreRefused() {
    assertThatThrownBy(() -> Prices.parse("gpt-x=1/2, gpt-x=1/3"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("gpt-x");
  }
}
