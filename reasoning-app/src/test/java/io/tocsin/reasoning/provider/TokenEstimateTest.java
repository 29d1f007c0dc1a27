package io.tocsin.reasoning.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TokenEstimateTest {
  private static final String LETTERS = "aZé\u4e2d\u0301 \n\"\"\"'{},:0159.-_\ud83d\ude00sS";

  private final Encoding whole =
      Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
  private final TokenEstimate estimate = new TokenEstimate(100);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\"",
        "one word",
        "{\"drug\":\"ROTASHIELD\",\"facts\":[{\"id\":\"table.n11\",\"value\":4}]}",
        "it is called \"the physician's\" 'x\"s\"'",
        "no quotation mark <|endoftext|> in it"
      })
  void piecesAddUpToTheWhole(String text) {
    assertThat(estimate.count(text)).isEqualTo(whole.countTokensOrdinary(text));
  }

  @Test
  void theyDoSoForAnyText() {
    Random random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(40);
      for (int j = 0; j < length; j++) {
        text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
      }
      assertThat(estimate.count(text.toString()))
          .as(text.toString())
          .isEqualTo(whole.countTokensOrdinary(text.toString()));
    }
  }

  @Test
  @Timeout(120)
  void aLongWordDoesNotTakeForEver() {
    assertThat(estimate.count("a".repeat(100_000))).isGreaterThan(1_000);
  }

  @Test
  void allPartsOfAPromptCount() {
    Tokens tokens = estimate.of(new Prompt("v", "one two", "three", "{\"four\": 5}"));

    assertThat(tokens.output()).isEqualTo(100);
    assertThat(tokens.input())
        .isEqualTo(
            estimate.count("one two")
                + estimate.count("three")
                + estimate.count("{\"four\": 5}")
                + 64);
  }
}
