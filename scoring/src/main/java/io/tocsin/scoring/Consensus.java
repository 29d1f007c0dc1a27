package io.tocsin.scoring;

import io.tocsin.scoring.Evidence.Source;
import io.tocsin.scoring.ManySourcesWeights.Agreement;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** How much the sources of a pair agree, in [0, 1]. */
final class Consensus {
  private Consensus() {}

  /** The consensus of one source or more. */
  static double of(List<Source> sources, Agreement agreement) {
    Set<String> present = new HashSet<>();
    double priorities = 0;
    double weighted = 0;
    int strong = 0;
    for (Source source : sources) {
      String type = typeOf(source, agreement);
      double priority = Objects.requireNonNull(agreement.priorities().get(type));
      if (present.add(type)) {
        priorities += priority;
      }
      double confidence =
          Objects.requireNonNullElse(source.confidence(), agreement.confidenceUnknown());
      double strength = Objects.requireNonNullElse(source.strength(), agreement.strengthUnknown());
      weighted += priority * strength * Math.max(agreement.leastConfidence(), confidence);
      if (confidence >= agreement.strong() && strength >= agreement.strong()) {
        strong++;
      }
    }
    double bonus = strong >= agreement.strongSources() ? agreement.strongBonus() : 0;
    return Math.min(1, weighted / priorities + bonus);
  }

  /** The type that a source gives or that its name begins with, the longest that does. */
  private static String typeOf(Source source, Agreement agreement) {
    String given = source.type() == null ? source.name() : source.type().toLowerCase(Locale.ROOT);
    if (agreement.priorities().containsKey(given)) {
      return given;
    }
    String longest = "";
    for (String type : agreement.priorities().keySet()) {
      if (given.startsWith(type) && type.length() > longest.length()) {
        longest = type;
      }
    }
    return longest.isEmpty() ? agreement.otherType() : longest;
  }
}
