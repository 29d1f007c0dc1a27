package io.tocsin.reasoning.cache;

import io.tocsin.reasoning.provider.Prompt;
import io.tocsin.schemas.detection.Usage;
import io.tocsin.schemas.signal.Pair;
import java.math.BigDecimal;

/** Questions and answers that tests ask and give. */
final class Questions {
  static final Pair PAIR = Pair.of("ASPIRIN", "HEADACHE");
  static final AnswerKey QUESTION = question("acme", PAIR, "v1");

  private Questions() {}

  static AnswerKey question(String tenant, Pair pair, String promptVersion) {
    return AnswerKey.of(
        tenant,
        "control",
        "openai/gpt-5-mini",
        0.0,
        pair,
        new Prompt(promptVersion, "Explain.", "Facts.", "{}"));
  }

  static CachedAnswer answer(String costUsd) {
    return new CachedAnswer("{\"cost\":" + costUsd + "}", usage(costUsd));
  }

  static Usage usage(String costUsd) {
    return new Usage(900, 100, new BigDecimal(costUsd));
  }
}
