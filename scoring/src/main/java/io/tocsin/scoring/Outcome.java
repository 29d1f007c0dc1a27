package io.tocsin.scoring;

import io.tocsin.schemas.signal.CaseSummary;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The worst outcome of a pair's cases, as far as layer 1 tells outcomes apart. */
enum Outcome {
  DEATH,
  HOSPITALIZED_OR_LIFE_THREATENING,
  DISABLED,
  OTHER;

  private static final Pattern DEATH_TEXT = wordsBeginning("death|dead|died|fatal");
  private static final Pattern HOSPITAL_TEXT = wordsBeginning("hospital|life");
  private static final Pattern DISABLED_TEXT = wordsBeginning("disab");

  static Outcome worstOf(CaseSummary cases) {
    if (cases.deaths() > 0) {
      return DEATH;
    }
    if (cases.hospitalizations() > 0 || cases.lifeThreatening() > 0) {
      return HOSPITALIZED_OR_LIFE_THREATENING;
    }
    return cases.disabilities() > 0 ? DISABLED : OTHER;
  }

  /** The outcome that a free text names. */
  static Outcome named(@Nullable String text) {
    if (text == null) {
      return OTHER;
    }
    if (DEATH_TEXT.matcher(text).find()) {
      return DEATH;
    }
    if (HOSPITAL_TEXT.matcher(text).find()) {
      return HOSPITALIZED_OR_LIFE_THREATENING;
    }
    return DISABLED_TEXT.matcher(text).find() ? DISABLED : OTHER;
  }

  private static Pattern wordsBeginning(String alternatives) {
    return Pattern.compile("\\b(?:" + alternatives + ")", Pattern.CASE_INSENSITIVE);
  }
}
