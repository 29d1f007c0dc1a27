package io.tocsin.reasoning.grounding;

import io.tocsin.schemas.detection.Argument;
import io.tocsin.schemas.detection.Assessment;
import io.tocsin.schemas.detection.Evidence;
import io.tocsin.schemas.detection.Fact;
import io.tocsin.schemas.detection.Grounding;
import io.tocsin.schemas.signal.Pair;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds what an assessment says without a fact behind it, whoever made it: cited facts that do not
 * exist, and numbers and dates in its sentences that no fact holds.
 *
 * <p>A number is grounded when a fact's value, rounded half up to as many decimals as the number
 * shows, equals it, or when a fact's text contains it. Names of drug and event may hold digits, and
 * so may words such as IC025; neither counts as a number.
 */
public final class GroundingCheck {
  private static final Pattern QUANTITY =
      Pattern.compile(
          "\\d{4}-\\d{2}-\\d{2}"
              + "|(?<![\\p{L}_]-)(?<![\\p{L}\\d._])-?\\d+(?:\\.\\d+)?(?:[eE][-+]?\\d+)?(?!\\d)");
  private static final int MAX_SCALE = 400;

  private final Pair pair;
  private final Set<String> ids = new HashSet<>();
  private final List<BigDecimal> values;
  private final Map<Integer, Set<BigDecimal>> roundedValues = new HashMap<>();
  private final Set<String> quantitiesInTexts = new HashSet<>();
  private final List<String> problems = new ArrayList<>();

  private GroundingCheck(Pair pair, Evidence evidence) {
    this.pair = pair;
    this.values = evidence.facts().stream().map(Fact::value).filter(Objects::nonNull).toList();
    for (Fact fact : evidence.facts()) {
      ids.add(fact.id());
      String text = fact.text();
      if (text != null) {
        quantitiesInTexts.addAll(quantities(text));
      }
    }
  }

  /** Checks every citation and every sentence. */
  public static Grounding check(Pair pair, Assessment assessment, Evidence evidence) {
    GroundingCheck check = new GroundingCheck(pair, evidence);
    assessment
        .items()
        .forEach(item -> check.statement(item.criterion().name(), item.reason(), item.factIds()));
    assessment
        .confounders()
        .forEach(item -> check.statement(item.kind().name(), item.reason(), item.factIds()));
    Stream.of(assessment.evidenceFor(), assessment.evidenceAgainst(), assessment.missing())
        .flatMap(Collection::stream)
        .forEach(check::argument);
    check.sentence("narrative", assessment.narrative());
    assessment.limitations().forEach(limitation -> check.sentence("limitations", limitation));
    String dissent = assessment.dissent();
    if (dissent != null) {
      check.sentence("dissent", dissent);
    }
    return new Grounding(check.problems.isEmpty(), check.problems);
  }

  private void argument(Argument argument) {
    statement("argument", argument.statement(), argument.factIds());
  }

  private void statement(String where, String sentence, List<String> factIds) {
    for (String id : factIds) {
      if (!ids.contains(id)) {
        problems.add("%s cites fact %s, which does not exist".formatted(where, id));
      }
    }
    sentence(where, sentence);
  }

  private void sentence(String where, String sentence) {
    String withoutNames = sentence.replace(pair.drug(), " ").replace(pair.event(), " ");
    for (String quantity : quantities(withoutNames)) {
      if (!quantitiesInTexts.contains(quantity) && !isValue(quantity)) {
        problems.add("%s says %s, which no fact holds".formatted(where, quantity));
      }
    }
  }

  private boolean isValue(String quantity) {
    if (quantity.indexOf('-') > 0 && quantity.indexOf('e') < 0 && quantity.indexOf('E') < 0) {
      return false;
    }
    BigDecimal shown = new BigDecimal(quantity);
    if (Math.abs(shown.scale()) > MAX_SCALE) {
      return false;
    }
    return roundedValues.computeIfAbsent(shown.scale(), this::rounded).contains(shown);
  }

  /** All values with so many decimals. */
  private Set<BigDecimal> rounded(int scale) {
    return values.stream()
        .map(value -> value.setScale(scale, RoundingMode.HALF_UP))
        .collect(Collectors.toSet());
  }

  private static List<String> quantities(String text) {
    if (text.chars().noneMatch(c -> c >= '0' && c <= '9')) {
      return List.of();
    }
    Matcher matcher = QUANTITY.matcher(text);
    List<String> found = new ArrayList<>();
    while (matcher.find()) {
      found.add(matcher.group());
    }
    return found;
  }
}
