package io.tocsin.reasoning.provider;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Markdown's fences around code. */
final class Fences {
  private static final Pattern WRAPPED =
      Pattern.compile("\\s*```[a-zA-Z]*\\h*\\R(.*)\\R\\h*```\\s*", Pattern.DOTALL);

  private Fences() {}

  /** What is inside when all of the text is in one fence, else the text itself. */
  static String unwrap(String text) {
    Matcher wrapped = WRAPPED.matcher(text);
    return wrapped.matches() && !wrapped.group(1).contains("```") ? wrapped.group(1).strip() : text;
  }
}
