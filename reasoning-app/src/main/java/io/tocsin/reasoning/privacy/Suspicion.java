package io.tocsin.reasoning.privacy;

import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One thing that texts about drugs and events do not say and instructions to models do. In all
 * patterns repetitions are bounded or possessive.
 */
sealed interface Suspicion {
  /** What the text reads like. */
  String reason();

  /**
   * Whether a text gives rise to it.
   *
   * @param text as it stands
   * @param folded see {@link FoldedText}
   */
  boolean fits(String text, String folded);

  /** Words in a folded text, whatever stands between them. */
  record Phrase(String reason, Pattern pattern) implements Suspicion {
    private static final String GAP = "(?:[^a-z0-9]{1,4}+)";
    private static final String SOME_WORDS = "(?:[a-z0-9]{1,20}+" + GAP + "){0,$1}?";
    private static final Pattern UP_TO = Pattern.compile("~(\\d)");

    /** Any of some patterns in which a blank is a gap between words, {@code ~3} up to 3 words. */
    static Phrase of(String reason, String... alternatives) {
      String words = UP_TO.matcher(String.join("|", alternatives)).replaceAll(SOME_WORDS);
      return new Phrase(
          reason, Pattern.compile("(?<![a-z0-9])(?:" + words.replace(" ", GAP) + ")(?![a-z0-9])"));
    }

    @Override
    public boolean fits(String text, String folded) {
      return pattern.matcher(folded).find();
    }
  }

  /** Signs in a folded text. */
  record Sign(String reason, Pattern pattern) implements Suspicion {
    static Sign of(String reason, String... alternatives) {
      return new Sign(reason, Pattern.compile(String.join("|", alternatives), Pattern.MULTILINE));
    }

    @Override
    public boolean fits(String text, String folded) {
      return pattern.matcher(folded).find();
    }
  }

  /** Letters in a folded text, whatever stands between them. */
  record Squeezed(String reason, Pattern pattern) implements Suspicion {
    private static final Pattern OTHER = Pattern.compile("[^a-z0-9]++");

    static Squeezed of(String reason, String pattern) {
      return new Squeezed(reason, Pattern.compile(pattern));
    }

    @Override
    public boolean fits(String text, String folded) {
      return pattern.matcher(OTHER.matcher(folded).replaceAll("")).find();
    }
  }

  /** Runs of characters that hide what they say, longer than names and codes are. */
  record Blob() implements Suspicion {
    private static final Pattern RUN = Pattern.compile("[A-Za-z0-9+/_=-]{60,}+");
    private static final Pattern HEX = Pattern.compile("(?<![0-9A-Fa-f])[0-9A-Fa-f]{40,}+");
    private static final Pattern ESCAPES =
        Pattern.compile(
            "(?i)(?:\\\\u[0-9a-f]{4}|\\\\x[0-9a-f]{2}|%[0-9a-f]{2}|&#x?[0-9a-f]{2,5};){6}");

    /** Names of chemicals have a hyphen more often than this. */
    private static final int LETTERS_PER_HYPHEN = 16;

    @Override
    public String reason() {
      return "a long run of encoded characters";
    }

    @Override
    public boolean fits(String text, String folded) {
      return HEX.matcher(text).find()
          || ESCAPES.matcher(text).find()
          || RUN.matcher(text).results().anyMatch(run -> isEncoded(run.group()));
    }

    private static boolean isEncoded(String run) {
      long hyphens = run.chars().filter(c -> c == '-').count();
      return hyphens * LETTERS_PER_HYPHEN <= run.length()
          && Stream.<IntPredicate>of(
                  Character::isUpperCase, Character::isLowerCase, Character::isDigit)
              .allMatch(kind -> run.chars().anyMatch(kind));
    }
  }

  /** Characters that a person does not see and a model reads. */
  record HiddenCharacters() implements Suspicion {
    /** So many happen in honest text. */
    private static final int FEW = 2;

    @Override
    public String reason() {
      return "hidden characters";
    }

    @Override
    public boolean fits(String text, String folded) {
      return text.codePoints().anyMatch(HiddenCharacters::isTrick)
          || text.codePoints().filter(VisibleText::isHidden).limit(FEW + 1L).count() > FEW;
    }

    /** Turns the direction of writing around, or is a tag. */
    private static boolean isTrick(int c) {
      return (c >= 0x202A && c <= 0x202E)
          || (c >= 0x2066 && c <= 0x2069)
          || (c >= 0xE0000 && c <= 0xE007F);
    }
  }
}
