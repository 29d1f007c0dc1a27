package io.tocsin.reasoning.privacy;

import io.tocsin.reasoning.privacy.Suspicion.Phrase;
import io.tocsin.reasoning.privacy.Suspicion.Sign;
import java.util.List;

/** Speaks to a model as its master, or in its place. */
final class Roles {
  private static final String ROLE = "words that give a model a role";
  private static final String PROMPT = "talk of a model's prompt";
  private static final String MARKER = "a marker of who speaks";
  private static final String SPEAKER =
      "(?:assistant|chat ?bot|bot|language model|llm|developer|administrator|admin|root|reviewer"
          + "|pharmacologist)";

  static final List<Suspicion> ALL =
      List.of(
          Phrase.of(
              ROLE,
              "you are (?:now|no longer|not an? ai)",
              "you are ~3(?:ai|model|agent|expert|system|" + SPEAKER + ")",
              "(?:act|behave|respond|answer) (?:as|like) ~2" + SPEAKER,
              "pretend (?:to be|you|that you)",
              "from now on you",
              "your (?:new )?(?:task|role|job|instructions?) (?:is|are)",
              "you (?:must|should|shall) (?:now )?(?:only"
                  + " )?(?:answer|respond|reply|output|say|return"
                  + "|classify|rate|conclude|recommend|set|obey|ignore)",
              "as an ai (?:language )?(?:model|assistant)"),
          Phrase.of(
              ROLE,
              "du bist (?:jetzt|nun|ab sofort)",
              "sie sind (?:jetzt|nun|ab sofort) ~2(?:assistent(?:in)?|modell|experte)",
              "(?:tu es|vous etes) (?:maintenant|desormais)",
              "(?:ahora eres|eres ahora|usted es ahora|a partir de ahora eres)"),
          Phrase.of(
              PROMPT,
              "(?:your|the|this|hidden|initial|reveal|print|show|repeat|leak) ~1system ?prompts?",
              "developer (?:message|mode|instructions?)",
              "system message",
              "jail ?break",
              "prompt injection",
              "do anything now",
              "(?:deine?n?|ihre?n?) system ?(?:prompt|anweisung)",
              "prompt systeme",
              "prompt del sistema"),
          Sign.of(PROMPT, "system\\s?prompt\\s{0,3}[:=]"),
          Sign.of(
              MARKER,
              "^\\s{0,9}[#>*\\[(]{0,4}\\s?(?:system|assistant|user|developer|human)"
                  + "\\s?[\\])]?\\s?:",
              "<\\|?/?(?:im_start|im_end|system|assistant|user|endoftext|start_header_id"
                  + "|end_header_id|eot_id|eom_id|end_of_turn|start_of_turn"
                  + "|begin_of_text|tool)\\|?>",
              "\\[/?inst\\]",
              "<</?sys>>",
              "\\{\\{[^}]{0,80}\\}\\}",
              "##\\s?(?:instruction|system|response|assistant|user|task|new)",
              "</?(?:instructions?|prompt|data|facts|evidence|context|document|answer|thinking)>",
              "</?data-[0-9a-f]"));

  private Roles() {}
}
