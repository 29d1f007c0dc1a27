package io.tocsin.reasoning.provider;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.reasoning.provider.ProviderException.Kind;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An answer that is an error. Its message may repeat the prompt or part of the key, so it is never
 * passed on.
 *
 * @param codes what the provider calls the error
 */
record Refusal(int status, List<String> codes, String message) {
  private static final Pattern CODE = Pattern.compile("[a-zA-Z0-9_.-]{1,64}");

  /** How OpenAI and Anthropic say that money or quota is spent, beside 402. */
  private static final Predicate<String> SPENT_CODE =
      Pattern.compile(
              "insufficient_(quota|balance|funds|credits)|credit_balance_.*|billing_.*|.*(usage|spend)_limit.*")
          .asMatchPredicate();

  /** How Anthropic says it, with 400 and no code of its own. */
  private static final Predicate<String> SPENT_MESSAGE =
      Pattern.compile("credit balance is too low|reached your specified .*usage limits")
          .asPredicate();

  /** Copies the list. */
  Refusal {
    codes = List.copyOf(codes);
  }

  static Refusal of(int status, JsonNode body) {
    JsonNode error = body.path("error");
    List<String> codes =
        Stream.of(error.path("type"), error.path("code"), error.at("/details/error_code"))
            .map(code -> code.asText(""))
            .filter(CODE.asMatchPredicate())
            .distinct()
            .toList();
    return new Refusal(status, codes, error.path("message").asText(""));
  }

  Kind kind() {
    return switch (status) {
      case 401, 403 -> Kind.UNAUTHORIZED;
      case 402 -> Kind.QUOTA_SPENT;
      case 408 -> Kind.UNAVAILABLE;
      case 429 -> spent() ? Kind.QUOTA_SPENT : Kind.THROTTLED;
      default -> status >= 500 ? Kind.UNAVAILABLE : spent() ? Kind.QUOTA_SPENT : Kind.REJECTED;
    };
  }

  /** For an operator, after the provider's name. */
  String advice() {
    String said = status + (codes.isEmpty() ? "" : " (" + String.join(", ", codes) + ")");
    return "answers %s: %s".formatted(said, toDo());
  }

  private String toDo() {
    return switch (kind()) {
      case THROTTLED -> "it wants fewer calls";
      case QUOTA_SPENT -> "no money or quota is left there; pay, or raise the limit";
      case UNAUTHORIZED -> "it does not accept the key; correct the key or its rights";
      case REJECTED ->
          "it will never accept this request; check the base URL, the model's name, the structured"
              + " mode, the temperature and the limit of tokens";
      case UNAVAILABLE, TIMED_OUT, UNUSABLE -> "it fails";
    };
  }

  private boolean spent() {
    return codes.stream().anyMatch(SPENT_CODE) || SPENT_MESSAGE.test(message);
  }
}
