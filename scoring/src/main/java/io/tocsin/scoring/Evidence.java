package io.tocsin.scoring;

import io.tocsin.schemas.report.Names;
import io.tocsin.schemas.report.ReportSource;
import io.tocsin.schemas.signal.CaseSummary;
import io.tocsin.schemas.signal.ContingencyTable;
import io.tocsin.schemas.signal.Pair;
import io.tocsin.schemas.signal.SignalObservation;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What layers 1 and 2 look at, wherever it came from: counted reports, a ready-made observation, or
 * both.
 *
 * @param flagged reported as serious
 * @param newest the newest date of any kind: recency
 * @param mostRecent the date that novelty counts from
 * @param severity as given or as the text tells; absent when neither does
 * @param severeText whether the text names a severe course
 * @param labelled whether the label already lists the reaction
 */
record Evidence(
    long count,
    long totalCases,
    boolean flagged,
    Outcome outcome,
    long seriousCount,
    @Nullable LocalDate newest,
    @Nullable LocalDate mostRecent,
    @Nullable Double severity,
    boolean severeText,
    double burst,
    @Nullable Double mechanism,
    boolean labelled,
    List<Source> sources) {

  private static final Pattern SEVERE_TEXT =
      Pattern.compile(
          "\\b(?:er\\b|hospital|emergency|severe|death|fatal)", Pattern.CASE_INSENSITIVE);

  /**
   * A source of the pair.
   *
   * @param name in lower case
   * @param type as the source says; absent when it does not
   */
  record Source(
      String name, @Nullable String type, @Nullable Double confidence, @Nullable Double strength) {}

  /** The evidence of an observation alone. */
  static Evidence of(SignalObservation seen) {
    return new Evidence(
        seen.count(),
        seen.totalCases(),
        saysSerious(seen.seriousness()),
        Outcome.named(seen.outcome()),
        Objects.requireNonNullElse(seen.seriousCount(), 0L),
        newest(seen),
        seen.mostRecentDate(),
        severity(seen),
        namesSevereCourse(seen.text()),
        Objects.requireNonNullElse(seen.burstScore(), 0.0),
        seen.mechanismScore(),
        labels(seen.labelReactions(), seen.event()),
        sources(seen));
  }

  /** The evidence of counted reports, with what an observation of the pair adds to them. */
  static Evidence of(
      Pair pair, ContingencyTable table, CaseSummary cases, @Nullable SignalObservation seen) {
    return new Evidence(
        table.n11(),
        table.total(),
        cases.serious() > 0,
        Outcome.worstOf(cases),
        cases.serious(),
        cases.lastReceipt(),
        cases.lastReceipt(),
        seen == null ? null : severity(seen),
        seen != null && namesSevereCourse(seen.text()),
        seen == null ? 0 : Objects.requireNonNullElse(seen.burstScore(), 0.0),
        seen == null ? null : seen.mechanismScore(),
        seen != null && labels(seen.labelReactions(), pair.event()),
        sources(cases, seen));
  }

  private static boolean saysSerious(@Nullable String seriousness) {
    return seriousness != null
        && switch (seriousness.strip().toLowerCase(Locale.ROOT)) {
          case "1", "true", "yes", "serious" -> true;
          default -> false;
        };
  }

  private static @Nullable LocalDate newest(SignalObservation seen) {
    LocalDate newest = later(seen.onsetDate(), seen.reportDate());
    for (LocalDate date : seen.dates()) {
      newest = later(newest, date);
    }
    return newest;
  }

  private static @Nullable LocalDate later(@Nullable LocalDate one, @Nullable LocalDate other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isAfter(other) ? one : other;
  }

  private static @Nullable Double severity(SignalObservation seen) {
    return seen.severity() != null ? seen.severity() : seen.severityScore();
  }

  private static boolean namesSevereCourse(@Nullable String text) {
    return text != null && SEVERE_TEXT.matcher(text).find();
  }

  /** Whether a reaction of the label contains the event as whole words. */
  private static boolean labels(List<String> reactions, String event) {
    String name = Names.normalize(event);
    return reactions.stream().anyMatch(reaction -> containsWords(Names.normalize(reaction), name));
  }

  private static boolean containsWords(String text, String words) {
    for (int at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
      int end = at + words.length();
      boolean begins = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
      boolean ends = end == text.length() || !Character.isLetterOrDigit(text.charAt(end));
      if (begins && ends) {
        return true;
      }
    }
    return false;
  }

  private static List<Source> sources(SignalObservation seen) {
    List<Source> sources = new ArrayList<>(seen.sources().size());
    for (String name : seen.sources()) {
      sources.add(
          new Source(
              name.toLowerCase(Locale.ROOT),
              seen.sourceTypes().get(name),
              seen.sourceConfidence().get(name),
              seen.sourceStrength().get(name)));
    }
    return sources;
  }

  /** The sources of the reports; those that an observation names too say what it says of them. */
  private static List<Source> sources(CaseSummary cases, @Nullable SignalObservation seen) {
    List<Source> sources = seen == null ? new ArrayList<>() : sources(seen);
    for (Map.Entry<ReportSource, Long> counted : cases.bySource().entrySet()) {
      String name = nameOf(counted.getKey());
      if (counted.getValue() > 0
          && sources.stream().noneMatch(source -> source.name.equals(name))) {
        sources.add(new Source(name, null, null, null));
      }
    }
    return sources;
  }

  /** The name under which observations know a kind of collection. */
  private static String nameOf(ReportSource source) {
    return switch (source) {
      case FAERS -> "faers";
      case VAERS -> "vaers";
      case EUDRAVIGILANCE -> "eudravigilance";
      case LITERATURE -> "pubmed";
      case SOCIAL -> "social";
      case RWE -> "rwe";
      case CLINICAL_TRIAL -> "clinicaltrials";
      case OTHER -> "other";
    };
  }
}
