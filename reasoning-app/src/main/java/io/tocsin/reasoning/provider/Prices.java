package io.tocsin.reasoning.provider;

import io.tocsin.config.ConfigurationException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What models cost, in US dollars. There are no built-in prices, for they change. */
public final class Prices {
  private static final Pattern ENTRY =
      Pattern.compile("([^=,]+)=(\\d{1,9}(?:\\.\\d{1,9})?)/(\\d{1,9}(?:\\.\\d{1,9})?)");
  private static final int PER_MILLION = 6;

  private final Map<String, Price> byModel;

  private Prices(Map<String, Price> byModel) {
    this.byModel = Map.copyOf(byModel);
  }

  /**
   * Reads prices of a million tokens sent and of a million received, such as {@code
   * gpt-x=0.25/2.00,claude-y=3/15}; empty for none.
   *
   * @throws ConfigurationException when it is not written so, or names a model twice
   */
  public static Prices parse(String text) {
    Map<String, Price> prices = new HashMap<>();
    for (String entry : text.isBlank() ? new String[0] : text.split(",", -1)) {
      Matcher matcher = ENTRY.matcher(entry.strip());
      if (!matcher.matches()) {
        throw new ConfigurationException(
            "The price '%s' cannot be read: write MODEL=SENT/RECEIVED in dollars per million tokens, such as gpt-x=0.25/2.00"
                .formatted(entry.strip()));
      }
      Price price = new Price(new BigDecimal(matcher.group(2)), new BigDecimal(matcher.group(3)));
      if (prices.put(matcher.group(1).strip(), price) != null) {
        throw new ConfigurationException(
            "The model %s has two prices: leave one".formatted(matcher.group(1).strip()));
      }
    }
    return new Prices(prices);
  }

  /** Whether this model has a price. */
  public boolean knows(String model) {
    return byModel.containsKey(model);
  }

  /**
   * What these tokens cost, exactly.
   *
   * @param model by the provider's name for it
   * @return zero for a model without a price
   */
  public BigDecimal cost(String model, Tokens tokens) {
    Price price = byModel.get(model);
    if (price == null) {
      return BigDecimal.ZERO;
    }
    BigDecimal input = price.input.multiply(BigDecimal.valueOf(tokens.input()));
    BigDecimal output = price.output.multiply(BigDecimal.valueOf(tokens.output()));
    return input.add(output).movePointLeft(PER_MILLION);
  }

  private record Price(BigDecimal input, BigDecimal output) {}
}
