package io.tocsin.reasoning.privacy;

import java.util.List;

/** Street addresses, and post codes that a label or a state announces. */
final class Places {
  static final List<Identity> ALL = all();

  private Places() {}

  private static List<Identity> all() {
    String town = "(?:,?\\s\\p{Lu}[\\p{L}'-]{1,20}+){0,3}";
    String code = "(?:[A-Z]{1,2}\\d[A-Z\\d]?\\s?\\d[A-Z]{2}|\\d{4,5}(?:-\\d{4})?)";
    String tail = "(?:%s,?\\s%s)?".formatted(town, code);
    String word = "\\p{Lu}[\\p{L}.'-]{0,20}+\\s";
    String street =
        "(?:(?i:street|avenue|road|lane|boulevard)|(?:St|ST|Ave|AVE|Rd|RD|Ln|Blvd|BLVD)\\.?"
            + "|Drive|DRIVE|Dr\\.|Way|Court|Ct\\.|Place|Square|Terrace|Crescent|Close)";
    String state =
        "A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI"
            + "|S[CD]|T[NX]|UT|V[AT]|W[AIVY]";
    return List.of(
        Identity.of(
            "(?<![\\p{L}\\p{N}.,-])\\d{1,5}[A-Za-z]?\\s(?:%s){1,4}?%s(?!\\p{L})%s"
                .formatted(word, street, tail),
            "[ADDRESS]"),
        Identity.of(
            Identity.NO_LETTER_BEFORE
                + "(?:\\p{Lu}\\p{L}{1,25}+(?:-|\\s))?\\p{Lu}?\\p{L}{0,25}?"
                + "(?:straße|strasse|str\\.|gasse|allee|Allee|Straße|Strasse|Platz|platz)"
                + "\\s\\d{1,4}[a-z]?(?![\\p{L}\\d])"
                + tail,
            "[ADDRESS]"),
        Identity.of(
            Identity.NO_WORD_BEFORE
                + "\\d{1,4}(?:\\s?bis)?,?\\s(?:rue|avenue|boulevard|chemin|impasse)\\s"
                + "(?:d[eu]s?\\s|de\\sla\\s|de\\sl['’]|d['’])?\\p{Lu}[\\p{L}'-]{1,25}+"
                + tail,
            "[ADDRESS]"),
        Identity.of(
            Identity.NO_WORD_BEFORE
                + "(?:Calle|Avenida|Plaza|Paseo)\\s(?:(?:de|del|la|las|los)\\s){0,2}"
                + "(?:\\p{Lu}[\\p{L}'-]{1,25}+,?\\s){1,3}+\\d{1,4}(?!\\d)"
                + tail,
            "[ADDRESS]"),
        Identity.of(
            "(?i)" + Identity.NO_LETTER_BEFORE + "p\\.?\\s?o\\.?\\sbox\\s\\d{1,8}", "[ADDRESS]"),
        Identity.of(
            "(?i)"
                + Identity.NO_LETTER_BEFORE
                + "(zip(?:\\scode)?|post\\s?code|postal\\scode|plz"
                + "|code\\spostal|c[óo]digo\\spostal)"
                + "([\\s:#.]{1,4}+)(?=[A-Z]{0,4}\\d)[A-Z0-9][A-Z0-9-]{2,9}+(?:\\s\\d[A-Z][A-Z0-9])?"
                + Identity.NO_WORD_AFTER,
            "$1$2[POSTCODE]"),
        Identity.of(
            Identity.NO_WORD_BEFORE + "(" + state + ")\\s\\d{5}(?:-\\d{4})?(?!\\d)",
            "$1 [POSTCODE]"));
  }
}
