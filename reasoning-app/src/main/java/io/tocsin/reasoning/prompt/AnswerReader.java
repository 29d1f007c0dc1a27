package io.tocsin.reasoning.prompt;

import io.tocsin.reasoning.grounding.GroundingCheck;
import io.tocsin.schemas.deadletter.InvalidRecordException;
import io.tocsin.schemas.detection.Argument;
import io.tocsin.schemas.detection.Assessment;
import io.tocsin.schemas.detection.Confidence;
import io.tocsin.schemas.detection.Confounder;
import io.tocsin.schemas.detection.Evidence;
import io.tocsin.schemas.detection.Finding;
import io.tocsin.schemas.detection.Priority;
import io.tocsin.schemas.detection.Recommendation;
import io.tocsin.schemas.json.Json;
import io.tocsin.schemas.signal.Pair;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a model wrote, and believes it as far as it may. The schema, the names, every citation
 * and every number are checked; what was computed stays as it was computed:
 *
 * <ul>
 *   <li>category and items are the rules';
 *   <li>a model may recommend to validate where the rules would not, and raise the priority; what
 *       it would do less becomes dissent;
 *   <li>confidence is the lower one of both.
 * </ul>
 */
public final class AnswerReader {
  private static final int MAX_SENTENCES = 4000;
  private static final int MAX_STATEMENT = 1000;
  private static final int MAX_LIST = 40;

  private final AnswerSchema schema;

  /** Reads answers of one schema. */
  public AnswerReader(AnswerSchema schema) {
    this.schema = schema;
  }

  /** What became of an answer. */
  public sealed interface Reading {
    /** The answer holds; put together with what was computed. */
    record Accepted(Assessment assessment) implements Reading {}

    /** It does not, for these reasons, which may be told to the model. */
    record Refused(List<String> problems) implements Reading {
      /** Copies the list. */
      public Refused {
        problems = List.copyOf(problems);
      }
    }
  }

  /**
   * Reads an answer.
   *
   * @param computed the rules' assessment on the same evidence
   * @param model that wrote it, for the notice
   */
  public Reading read(
      String text, Pair pair, Evidence evidence, Assessment computed, String model) {
    List<String> problems;
    try {
      problems = schema.problems(text);
    } catch (RuntimeException e) {
      return new Reading.Refused(List.of("it is no JSON"));
    }
    if (!problems.isEmpty()) {
      return new Reading.Refused(problems);
    }
    try {
      ModelAnswer answer = Json.read(text.getBytes(StandardCharsets.UTF_8), ModelAnswer.class);
      return read(answer, pair, evidence, computed, model);
    } catch (InvalidRecordException e) {
      return new Reading.Refused(List.of(String.valueOf(e.getMessage())));
    }
  }

  private static Reading read(
      ModelAnswer answer, Pair pair, Evidence evidence, Assessment computed, String model) {
    List<String> problems = new ArrayList<>(shape(answer, pair));
    Assessment assessment = merge(answer, computed, model);
    problems.addAll(GroundingCheck.check(pair, assessment, evidence).problems());
    return problems.isEmpty() ? new Reading.Accepted(assessment) : new Reading.Refused(problems);
  }

  private static List<String> shape(ModelAnswer answer, Pair pair) {
    List<String> problems = new ArrayList<>();
    if (!answer.drug().equals(pair.drug()) || !answer.event().equals(pair.event())) {
      problems.add("drug and event are not the ones that were asked about");
    }
    if (answer.narrative().isBlank() || answer.narrative().length() > MAX_SENTENCES) {
      problems.add("narrative is empty or over %d characters".formatted(MAX_SENTENCES));
    }
    cited("evidence_for", answer.evidenceFor(), problems);
    cited("evidence_against", answer.evidenceAgainst(), problems);
    Set<Confounder.Kind> kinds = EnumSet.noneOf(Confounder.Kind.class);
    for (Confounder confounder : answer.confounders()) {
      if (!kinds.add(confounder.kind())) {
        problems.add("confounders has %s twice".formatted(confounder.kind()));
      }
      if (confounder.finding() != Finding.NO_DATA && confounder.factIds().isEmpty()) {
        problems.add(
            "confounders says of %s what no fact is cited for".formatted(confounder.kind()));
      }
    }
    boolean tooLong =
        statements(answer).anyMatch(statement -> statement.length() > MAX_STATEMENT)
            || lists(answer).anyMatch(list -> list.size() > MAX_LIST);
    if (tooLong) {
      problems.add(
          "a statement is over %d characters or a list over %d entries"
              .formatted(MAX_STATEMENT, MAX_LIST));
    }
    return problems;
  }

  private static void cited(String where, List<Argument> arguments, List<String> problems) {
    if (arguments.stream().anyMatch(argument -> argument.factIds().isEmpty())) {
      problems.add("%s has a statement without fact_ids".formatted(where));
    }
  }

  private static Stream<String> statements(ModelAnswer answer) {
    return Stream.of(
            Stream.of(answer.evidenceFor(), answer.evidenceAgainst(), answer.missing())
                .flatMap(List::stream)
                .map(Argument::statement),
            answer.confounders().stream().map(Confounder::reason),
            answer.limitations().stream(),
            Stream.ofNullable(answer.dissent()))
        .flatMap(each -> each);
  }

  private static Stream<List<?>> lists(ModelAnswer answer) {
    return Stream.of(
        answer.evidenceFor(),
        answer.evidenceAgainst(),
        answer.missing(),
        answer.confounders(),
        answer.limitations());
  }

  private static Assessment merge(ModelAnswer answer, Assessment computed, String model) {
    Recommendation recommendation =
        answer.recommendation() == Recommendation.VALIDATE_AND_ESCALATE
            ? answer.recommendation()
            : computed.recommendation();
    Priority priority = higher(answer.priority(), computed.priority());
    return new Assessment(
        computed.causality(),
        computed.items(),
        answer.evidenceFor(),
        answer.evidenceAgainst(),
        answer.missing(),
        confounders(answer, computed),
        recommendation,
        priority,
        lower(answer.confidence(), computed.confidence()),
        answer.narrative(),
        answer.limitations(),
        notice(model),
        dissent(answer, recommendation, priority));
  }

  /** Every kind once, in order; one that the model left out is the rules'. */
  private static List<Confounder> confounders(ModelAnswer answer, Assessment computed) {
    return Arrays.stream(Confounder.Kind.values())
        .map(
            kind ->
                Stream.concat(answer.confounders().stream(), computed.confounders().stream())
                    .filter(confounder -> confounder.kind() == kind)
                    .findFirst())
        .flatMap(Optional::stream)
        .toList();
  }

  private static @Nullable String dissent(
      ModelAnswer answer, Recommendation recommendation, Priority priority) {
    List<String> parts = new ArrayList<>();
    String own = answer.dissent();
    if (own != null && !own.isBlank()) {
      parts.add(own);
    }
    if (answer.recommendation() != recommendation) {
      parts.add("The model would recommend: %s.".formatted(words(answer.recommendation())));
    }
    if (answer.priority() != priority) {
      parts.add("The model would give the priority: %s.".formatted(words(answer.priority())));
    }
    return parts.isEmpty() ? null : String.join(" ", parts);
  }

  private static String notice(String model) {
    return ("Written by the language model %s from computed facts, and checked against them; not a"
            + " medical judgement.")
        .formatted(model);
  }

  private static String words(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static Priority higher(Priority one, Priority other) {
    return Stream.of(one, other).max(Comparator.naturalOrder()).orElseThrow();
  }

  private static Confidence lower(Confidence one, Confidence other) {
    return Stream.of(one, other).min(Comparator.naturalOrder()).orElseThrow();
  }
}
