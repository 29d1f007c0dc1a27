package io.tocsin.reasoning.privacy;

import java.util.List;

/** Addresses in networks, and numbers that lead to a person. */
final class Numbers {
  /** Of the web, of mail and of machines. */
  static final List<Identity> ADDRESSES = addresses();

  /** Given to a person by an authority, a hospital or a sender; by label or by form. */
  static final List<Identity> IDS = ids();

  /** Of telephones, and any of nine digits or more. */
  static final List<Identity> TELEPHONES = telephones();

  /** Over 89 years, of which there are few people in any place. */
  static final List<Identity> AGES = ages();

  private Numbers() {}

  private static List<Identity> addresses() {
    String local = "(?<![\\p{L}\\p{N}._%+'-])[\\p{L}\\p{N}._%+'-]++";
    String host = "[\\p{L}\\p{N}-]++(?:\\.[\\p{L}\\p{N}-]++){0,8}+";
    String hex = "[0-9A-Fa-f]{1,4}";
    return List.of(
        Identity.of(
            "(?i)" + Identity.NO_WORD_BEFORE + "(?:(?:https?|ftp)://|www\\.)[^\\s<>\"]++", "[URL]"),
        Identity.of("(?i)" + local + "(?:@|\\s?[(\\[]\\s?at\\s?[)\\]]\\s?)" + host, "[EMAIL]"),
        Identity.of("(?<![\\d.])(?:\\d{1,3}\\.){3}\\d{1,3}(?![\\d.]?\\d)", "[IP]"),
        Identity.of(
            "(?<![\\p{L}\\p{N}:])(?:" + hex + ":){7}" + hex + "(?![\\p{L}\\p{N}:])", "[IP]"),
        Identity.of(
            "(?<![\\p{L}\\p{N}:])(?:%1$s(?::%1$s){0,6}+)?::%1$s(?::%1$s){0,6}+(?![\\p{L}\\p{N}:])"
                .formatted(hex),
            "[IP]"));
  }

  private static List<Identity> ids() {
    String number = "(?:\\s(?:id|number|no)\\.?)";
    String label =
        "(?i)(ssn|mrn|dni|ahv(?:-nummer)?|(?:patienten|versicherten|fall|akten)nummer"
            + "|(?:social\\ssecurity|medical\\srecord|national\\sid(?:entity)?|passport"
            + "|driver'?s\\slicen[cs]e)"
            + number
            + "?|(?:nhs|ni|hospital|case|patient|subject|participant|record|report|chart|insurance"
            + "|account|file)"
            + number
            + "|num[ée]ro\\sde\\s(?:s[ée]curit[ée]\\ssociale|patient|dossier))";
    String separator = "((?:\\sis)?[\\s:#=]{1,4}+|(?=\\d))";
    String value =
        "(?:\\d{2,4}(?:[ -]\\d{2,6}){1,4}+"
            + "|(?=[\\p{L}/-]{0,10}\\d)[\\p{L}\\p{N}](?:[/.-]?[\\p{L}\\p{N}]){1,30}+)";
    return List.of(
        Identity.of(Identity.NO_WORD_BEFORE + label + separator + value, "$1$2[ID]"),
        Identity.of("(?<![\\d-])\\d{3}-\\d{2}-\\d{4}(?![\\d-])", "[ID]"),
        Identity.of("(?<![\\d.-])\\d{3} \\d{3} \\d{4}(?![\\d-])", "[ID]"),
        Identity.of(
            Identity.NO_WORD_BEFORE
                + "[A-Z]{2} ?\\d{2} ?\\d{2} ?\\d{2} ?[A-D]"
                + Identity.NO_WORD_AFTER,
            "[ID]"));
  }

  private static List<Identity> telephones() {
    return List.of(
        Identity.of(
            "(?i)"
                + Identity.NO_LETTER_BEFORE
                + "(tel(?:ephone|efon|[ée]fono)?|t[ée]l[ée]phone|(?:cell|mobile)?\\s?phone|mobile"
                + "|fax|handy)(\\.?\\s?(?:number|no\\.?|nr\\.?)?[\\s:]{0,3}+)[+(]{0,2}"
                + "\\d(?:[ ()/.-]{0,3}\\d){4,14}+",
            "$1$2[PHONE]"),
        Identity.of(
            "(?<![\\p{L}\\p{N}+])(?:\\+|00(?=[1-9]))\\(?\\d(?:[ ()/-]{0,2}\\d){6,14}+", "[PHONE]"),
        Identity.of("(?<![\\d.])\\(?\\d{3}\\)?[ .-]{1,2}\\d{3}[ .-]\\d{4}(?!\\d)", "[PHONE]"),
        Identity.of("(?<![\\d.,/-])0\\d{1,4}[ /-]\\d{3,8}(?:[ -]\\d{2,5}){0,2}+(?!\\d)", "[PHONE]"),
        Identity.of("(?<![\\p{L}\\p{N}.,])\\d{9,}+(?![.,]?\\d)", "[NUMBER]"));
  }

  private static List<Identity> ages() {
    String age = "(?:9\\d|1[0-4]\\d)";
    String ofAge =
        "(?:(?:years?|yrs?)[\\s-]{0,2}(?:old|of\\sage)|y[./]?\\s?o(?!\\p{L})"
            + "|jahre\\salt|j(?:ä|ae)hrig|ans(?!\\p{L})|años)";
    return List.of(
        Identity.of("(?i)(?<![\\p{L}\\d.,])%s(?=[\\s-]{0,2}%s)".formatted(age, ofAge), "[AGE >89]"),
        Identity.of(
            "(?i)%sninety(?:[\\s-](?:one|two|three|four|five|six|seven|eight|nine))?(?=[\\s-]%s)"
                .formatted(Identity.NO_LETTER_BEFORE, ofAge),
            "[AGE >89]"),
        Identity.of(
            "(?i)%s(aged?(?:\\sof)?|alter|edad)([\\s:=]{1,3}+)%s(?![\\d.,]?\\d)"
                    .formatted(Identity.NO_LETTER_BEFORE, age)
                + "(?!\\s?(?:%|mg|months?|days?|weeks?|hours?|minutes?))",
            "$1$2[AGE >89]"));
  }
}
