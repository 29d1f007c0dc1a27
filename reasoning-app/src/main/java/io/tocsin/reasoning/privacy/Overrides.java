package io.tocsin.reasoning.privacy;

import io.tocsin.reasoning.privacy.Suspicion.Phrase;
import io.tocsin.reasoning.privacy.Suspicion.Sign;
import io.tocsin.reasoning.privacy.Suspicion.Squeezed;
import java.util.List;

/** Sets aside what a model was told before. */
final class Overrides {
  private static final String REASON = "an order to set instructions aside";
  private static final String SET_ASIDE =
      "(?:ignore|disregard|forget|override|bypass|discard|neglect|overwrite)";
  private static final String WHICH =
      "(?:previous|previously|prior|preceding|above|earlier|foregoing|all|any|every|everything|your"
          + "|system|initial|original|these|those)";
  private static final String TOLD =
      "(?:instructions?|instructed|prompts?|rules|guidelines|directions?|directives?|commands?"
          + "|constraints|messages?|context|text|training|told|said|polic(?:y|ies)|guardrails)";

  static final List<Suspicion> ALL =
      List.of(
          Phrase.of(
              REASON,
              SET_ASIDE + " ~6" + WHICH + " ~3" + TOLD,
              SET_ASIDE + " (?:everything|anything|all|what(?:ever)?) ~3(?:above|before|told)",
              "do not (?:follow|obey) ~2" + WHICH + " ~3" + TOLD),
          Phrase.of(
              REASON,
              "(?:ignorier[a-z]{0,4}|missacht[a-z]{0,4}|vergiss|vergesst|vergessen sie"
                  + "|ue?bergeh[a-z]{0,4}) ~4"
                  + "(?:anweisung(?:en)?|instruktion(?:en)?|vorgaben|befehle?|regeln)",
              "(?:ignore[rz]? (?:les|la|tes|vos|toutes|ces)|oublie[rz]?|neglige[rz]?"
                  + "|ne (?:tiens|tenez) pas compte|fais abstraction) ~4"
                  + "(?:instructions?|consignes?|directives?|regles)",
              "(?:ignor[ae][a-z]{0,3}|olvid[ae][a-z]{0,3}|descart[ae][a-z]{0,3}|haz caso omiso"
                  + "|no (?:sigas|hagas caso)) ~4"
                  + "(?:instruccion(?:es)?|indicaciones|ordenes|reglas)"),
          Sign.of(REASON, "new\\s(?:instructions?|task|system\\sprompt)\\s?:"),
          Squeezed.of(
              REASON,
              "(?:ignore|disregard|forget)(?:all|any|the|your|of){0,4}+"
                  + "(?:previous|prior|preceding|above|earlier)"
                  + "(?:instruction|prompt|rule|message|command)"));

  private Overrides() {}
}
