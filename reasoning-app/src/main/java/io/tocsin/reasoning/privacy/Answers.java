package io.tocsin.reasoning.privacy;

import io.tocsin.reasoning.privacy.Suspicion.Phrase;
import io.tocsin.reasoning.privacy.Suspicion.Sign;
import io.tocsin.schemas.detection.Assessment;
import io.tocsin.schemas.detection.Recommendation;
import io.tocsin.schemas.json.Constants;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Puts an answer into a model's mouth. */
final class Answers {
  private static final String ORDER = "an order what to answer";
  private static final String SCHEMA = "parts of the answer";
  private static final String TOOL = "a call of a tool";

  static final List<Suspicion> ALL =
      List.of(
          Phrase.of(
              ORDER,
              "answer (?:only |just |always |exactly )?with",
              "(?:reply|answer|output) (?:only|just|exactly|always|nothing but)",
              "(?:respond|return|say|write) (?:only|just|exactly|always)"
                  + " (?:with|the|in|json|yes|no|a)",
              "(?:reply|respond|output|return) (?:with |in |as )?(?:json|the"
                  + " word|yes|unlikely|refute)",
              "(?:do not|never) (?:mention|report|escalate|flag|cite) ~2(?:this|the|any) ~1"
                  + "(?:signal|risk|drug|event|deaths?|instruction)"),
          Phrase.of(
              ORDER,
              "(?:antworte|antworten sie) (?:nur |ausschliesslich |immer )?(?:mit|auf)",
              "(?:reponds|repondez) (?:uniquement |seulement |toujours )?(?:par|avec)",
              "(?:responde|responda|contesta) (?:solo |solamente |unicamente |siempre )?con"),
          Sign.of(
              ORDER,
              "(?:^|[.!?:;])\\s{0,3}(?:please\\s)?(?:set|mark|rate|classify|label|choose|select"
                  + "|change)\\s(?:[a-z]{1,15}+\\s){0,3}?(?:causality|category|recommendation"
                  + "|confidence|priority|assessment|signal|pair|drug|event)"
                  + "\\s(?:[a-z]{1,15}+\\s){0,2}?(?:to|as)\\s"),
          Sign.of(SCHEMA, "[\"'](?:" + members() + ")[\"']\\s{0,3}:"),
          Phrase.of(SCHEMA, recommendations()),
          Phrase.of(
              TOOL,
              "(?:tool|function)_(?:calls?|use|result)",
              "execute ~2(?:command|code|script|shell|query)",
              "curl https?"),
          Sign.of(
              TOOL,
              "[\"'](?:tool|function|arguments|tool_calls|name)[\"']\\s{0,3}:\\s{0,3}[\"'{\\[]",
              "<(?:tool|function|invoke|tool_call|function_call)[\\s>=_]",
              "```",
              "rm\\s-rf"));

  private Answers() {}

  /** Names of the members of an assessment and of its parts, on the wire. */
  private static String members() {
    return Arrays.stream(Assessment.class.getRecordComponents())
        .map(RecordComponent::getName)
        .map(name -> name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT))
        .collect(Collectors.joining("|", "fact_ids|finding|criterion|", ""));
  }

  /** What can be recommended, as far as it is spelt like nothing else. */
  private static String[] recommendations() {
    return Arrays.stream(Recommendation.values())
        .map(Constants::wireName)
        .filter(name -> name.indexOf('_') > 0)
        .toArray(String[]::new);
  }
}
