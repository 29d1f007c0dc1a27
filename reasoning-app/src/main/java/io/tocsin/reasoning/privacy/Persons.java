package io.tocsin.reasoning.privacy;

import java.util.List;

/** Names of persons, found by the title or the label before them. */
final class Persons {
  private static final String WORD = "\\p{Lu}(?:\\.|[\\p{L}'’-]{1,30}+|(?![\\p{L}\\p{N}]))";
  private static final String PARTICLE =
      "(?:(?:van|von|der|den|de|la|le|del|di|da|dos|bin|ibn|al|el|zu|ter)\\s)";
  private static final String NAME =
      "%1$s?%2$s(?: {0,2}%1$s{0,3}%2$s){0,3}".formatted(PARTICLE, WORD);

  /** In capitals MR, MS, DR and SR are forms of drugs and names of diseases, unless dotted. */
  private static final String TITLE =
      "(?:(?:Mr|Mrs|MRS|Ms|Mx|Miss|Dr|Prof|Professor|Doctor|Sir|Dame|Nurse|Herrn?|Frau|Schwester"
          + "|Monsieur|Madame|Mme|Mlle|Señora?|Sra)\\.?|(?:MR|MS|DR|PROF|Sr|SR|SRA)\\.)";

  private static final String TITLES = "(?:" + TITLE + "\\s{1,2}){1,3}+";

  private static final String LABEL =
      "(?i:(?:(?:patient|full|first|last|family|maiden)(?:'s)?\\sname"
          + "|(?<!(?:drug|brand|trade|product|generic)\\s)name|patient(?:in)?|reporter"
          + "|physician|doctor|consumer|contact|caregiver|mother|father|parent|husband"
          + "|wife|son|daughter|arzt|nom|nombre)\\s?:\\s{0,2}"
          + "|name\\sis\\s|(?:reported|signed|seen|referred|examined|written|submitted)\\sby:?\\s)";

  /** What stands after a label and is no name. */
  private static final String NO_NAME =
      "(?!(?i:male|female|unknown|none|not|no|yes|an?|the|this|these)(?!\\p{L}))";

  /** What is written in two or three capitals after "pt" and is no one's initials. */
  private static final String NO_INITIALS =
      "(?!(?:MI|HIV|HCV|HBV|ICU|ER|ED|IV|IM|SC|PO|BP|HR|RR|MS|RA|DM|HTN|INR|PT|TB|UTI|CT|MRI|ECG"
          + "|EKG|EEG|AF|HF|CHF|CKD|AKI|DVT|PE|GI|LFT|WBC|RBC|AST|ALT|DNA|RNA|US|UK|EU|FDA|II|III)"
          + "(?!\\p{L}))";

  static final List<Identity> ALL =
      List.of(
          Identity.of("(?<![\\p{L}\\p{N}])(%s)%s".formatted(TITLES, NAME), "$1[NAME]"),
          Identity.of(
              "(?<!\\p{L})(%s)(?!%s\\[)%s%s".formatted(LABEL, TITLES, NO_NAME, NAME), "$1[NAME]"),
          Identity.of(
              "(?<!\\p{L})((?i:pt|pat|patient|initials?)[\\s.:]{1,4}+)"
                  + "\\p{Lu}\\.\\s?\\p{Lu}\\.(?:\\s?\\p{Lu}\\.)?",
              "$1[NAME]"),
          Identity.of(
              "(?<!\\p{L})((?:[Pp]t|(?i:initials?))[\\s.:]{1,4}+)%s\\p{Lu}{2,3}(?![\\p{L}\\p{N}])"
                  .formatted(NO_INITIALS),
              "$1[NAME]"));

  private Persons() {}
}
