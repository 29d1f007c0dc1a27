package io.tocsin.reasoning.privacy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tocsin.schemas.detection.Fact;
import io.tocsin.schemas.signal.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tells which texts of a prompt read like an instruction to a model. It removes nothing and stops
 * nothing: a flag is for the record and for the reviewer. Pure, in time linear in the texts.
 */
public final class InjectionCheck {
  /** Where a flag says that the drug's name is meant. */
  public static final String DRUG = "drug";

  /** Where a flag says that the event's name is meant. */
  public static final String EVENT = "event";

  private static final List<Suspicion> SUSPICIONS =
      Stream.of(
              Overrides.ALL,
              Roles.ALL,
              Answers.ALL,
              List.of(new Suspicion.Blob(), new Suspicion.HiddenCharacters()))
          .<Suspicion>flatMap(List::stream)
          .toList();

  /** Most texts of facts are words of a fixed list, dates and names that come again. */
  private static final Cache<String, List<String>> KNOWN =
      Caffeine.newBuilder().maximumSize(10_000).build();

  private static final int LONGEST_KNOWN = 200;

  private InjectionCheck() {}

  /**
   * A text that reads like an instruction.
   *
   * @param where {@link #DRUG}, {@link #EVENT} or the id of a fact
   * @param reason what it reads like, in words that quote nothing of it
   */
  public record Flag(String where, String reason) {}

  /** The flags of the names and of the facts' texts, in this order; one for each reason. */
  public static List<Flag> flags(Pair pair, List<Fact> facts) {
    List<Flag> flags = new ArrayList<>();
    flag(flags, DRUG, pair.drug());
    flag(flags, EVENT, pair.event());
    for (Fact fact : facts) {
      String text = fact.text();
      if (text != null) {
        flag(flags, fact.id(), text);
      }
    }
    return flags;
  }

  private static void flag(List<Flag> flags, String where, String text) {
    List<String> reasons =
        text.length() > LONGEST_KNOWN ? reasons(text) : KNOWN.get(text, InjectionCheck::reasons);
    reasons.forEach(reason -> flags.add(new Flag(where, reason)));
  }

  private static List<String> reasons(String text) {
    String folded = FoldedText.of(text);
    return SUSPICIONS.stream()
        .filter(suspicion -> suspicion.fits(text, folded))
        .map(Suspicion::reason)
        .distinct()
        .toList();
  }
}
