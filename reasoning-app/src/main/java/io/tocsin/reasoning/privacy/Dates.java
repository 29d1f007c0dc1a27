package io.tocsin.reasoning.privacy;

import java.util.List;

/** Days in a person's life, of which the year is left where it is given in full. */
final class Dates {
  private static final String DAY = "(?:3[01]|[12]\\d|0?[1-9])";
  private static final String ORDINAL = "(?:st|nd|rd|th|\\.|er|º)?";
  private static final String MONTH_NUMBER = "(?:1[0-2]|0?[1-9])";
  private static final String YEAR = "((?:18|19|20)\\d{2})(?!\\d)";

  /** In English, German, French and Spanish, in full and as commonly cut. */
  private static final String MONTH =
      "(?i:jan(?:uary|uar|vier)?|ene(?:ro)?|feb(?:ruary|ruar|rero)?|f[ée]v(?:rier)?"
          + "|mar(?:ch|s|zo)?|m[äa]rz|apr(?:il)?|avr(?:il)?|abr(?:il)?|may(?:o)?|mai"
          + "|june?|juni(?:o)?|juin|jul(?:y|i|io)?|juil(?:let)?|aug(?:ust)?|ao[uû]t|ago(?:sto)?"
          + "|sept?(?:ember|embre|iembre)?|o[ck]t(?:ober|obre|ubre)?"
          + "|nov(?:ember|embre|iembre)?|d[eé][cz](?:ember|embre)?|dic(?:iembre)?)"
          + "(?!\\p{L})\\.?";

  private static final String CAPITAL_MONTH = "(?<!\\p{L})(?=\\p{Lu})" + MONTH;
  private static final String WITH_YEAR = "[DATE $1]";
  private static final String WITHOUT = "[DATE]";

  static final List<Identity> ALL =
      List.of(
          Identity.of(
              "(?<![\\d.])((?:18|19|20)\\d{2})([-/.])%s\\2%s(?!\\d)".formatted(MONTH_NUMBER, DAY),
              WITH_YEAR),
          Identity.of("(?<![\\d.])%1$s[-/.]%1$s[-/.]%2$s".formatted(DAY, YEAR), WITH_YEAR),
          Identity.of("(?<![\\d./-])%1$s([-/])%1$s\\1\\d{2}(?![\\d/-])".formatted(DAY), WITHOUT),
          Identity.of("(?<![\\d.])%1$s\\.%1$s\\.\\d{2}(?![\\d.])".formatted(DAY), WITHOUT),
          Identity.of(
              "(?<![\\p{L}\\d.,])((?:19|20)\\d{2})(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])"
                  + "(?![\\d.,])",
              WITH_YEAR),
          Identity.of(
              "(?<![\\p{L}\\d])%s%s[\\s-]{0,2}+(?:(?:of|de)\\s)?%s[\\s,-]{0,3}+(?:de\\s)?%s"
                  .formatted(DAY, ORDINAL, MONTH.replace("(?!\\p{L})", ""), YEAR),
              WITH_YEAR),
          Identity.of(
              "(?<!\\p{L})%s[\\s-]{0,2}+%s%s[\\s,-]{1,3}+%s".formatted(MONTH, DAY, ORDINAL, YEAR),
              WITH_YEAR),
          Identity.of(CAPITAL_MONTH + "[\\s,-]{1,3}+" + YEAR, WITH_YEAR),
          Identity.of(
              "(?<![\\p{L}\\d])%s%s[\\s-](?:of\\s)?%s".formatted(DAY, ORDINAL, CAPITAL_MONTH),
              WITHOUT),
          Identity.of(
              "%s\\s%s(?:st|nd|rd|th)?(?![\\p{L}\\d.,%%])".formatted(CAPITAL_MONTH, DAY), WITHOUT));

  private Dates() {}
}
