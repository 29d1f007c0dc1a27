package io.tocsin.reasoning.privacy;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;

/**
 * Texts in the one form in which tricks of spelling are alike: compatibility forms, look-alike
 * letters of other scripts, accents, case and hidden characters make no difference.
 */
final class FoldedText {
  /** Cyrillic, Greek and odd Latin letters by the Latin letter that they are taken for. */
  private static final Map<Integer, String> LOOK_ALIKES =
      Map.ofEntries(
          look('а', "a"),
          look('в', "b"),
          look('с', "c"),
          look('ԁ', "d"),
          look('е', "e"),
          look('һ', "h"),
          look('н', "h"),
          look('і', "i"),
          look('ј', "j"),
          look('к', "k"),
          look('ӏ', "l"),
          look('м', "m"),
          look('п', "n"),
          look('о', "o"),
          look('р', "p"),
          look('ԛ', "q"),
          look('г', "r"),
          look('ѕ', "s"),
          look('т', "t"),
          look('у', "y"),
          look('ѵ', "v"),
          look('ԝ', "w"),
          look('х', "x"),
          look('α', "a"),
          look('β', "b"),
          look('ε', "e"),
          look('η', "n"),
          look('ι', "i"),
          look('κ', "k"),
          look('ν', "v"),
          look('ο', "o"),
          look('ρ', "p"),
          look('τ', "t"),
          look('υ', "u"),
          look('χ', "x"),
          look('ı', "i"),
          look('ł', "l"),
          look('ø', "o"),
          look('ɡ', "g"),
          look('ß', "ss"));

  private FoldedText() {}

  /** Marks go first too, since putting many of them in order takes the square of their number. */
  static String of(String text) {
    String plain = Normalizer.normalize(unmarked(text), Normalizer.Form.NFKC);
    String apart = Normalizer.normalize(plain.toLowerCase(Locale.ROOT), Normalizer.Form.NFD);
    StringBuilder folded = new StringBuilder(apart.length());
    unmarked(apart).codePoints().forEach(c -> append(folded, c));
    return folded.toString();
  }

  /** Without accents that stand by themselves, and without what is hidden. */
  private static String unmarked(String text) {
    StringBuilder unmarked = new StringBuilder(text.length());
    text.codePoints()
        .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK && !VisibleText.isHidden(c))
        .forEach(unmarked::appendCodePoint);
    return unmarked.toString();
  }

  private static void append(StringBuilder folded, int c) {
    String latin = LOOK_ALIKES.get(c);
    if (latin == null) {
      folded.appendCodePoint(c);
    } else {
      folded.append(latin);
    }
  }

  private static Map.Entry<Integer, String> look(int letter, String latin) {
    return Map.entry(letter, latin);
  }
}
