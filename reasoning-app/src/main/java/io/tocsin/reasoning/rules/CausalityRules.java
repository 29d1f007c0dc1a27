package io.tocsin.reasoning.rules;

import io.tocsin.schemas.detection.CausalityItem;
import io.tocsin.schemas.detection.Criterion;
import io.tocsin.schemas.detection.Finding;
import io.tocsin.schemas.report.ReportSource;
import io.tocsin.schemas.signal.CaseSummary;
import io.tocsin.schemas.signal.ContingencyTable;
import io.tocsin.schemas.signal.Measures;
import io.tocsin.schemas.signal.RuleVerdict;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Answers the questions of GVP Module IX and of Bradford Hill from counts, from what the alert
 * tells of case facts, and from the label. What only trials or biology can answer is NO_DATA:
 * nothing is inferred.
 */
final class CausalityRules {
  /** A doubling at the lower bound counts as strong (Szarfman 2002: EB05 ≥ 2). */
  private static final double STRONG = 2;

  private final Subject subject;

  CausalityRules(Subject subject) {
    this.subject = subject;
  }

  /** One item for every criterion, in order. */
  List<CausalityItem> items() {
    return Arrays.stream(Criterion.values()).map(this::item).toList();
  }

  private CausalityItem item(Criterion criterion) {
    return switch (criterion) {
      case NUMBER_OF_REPORTS -> numberOfReports();
      case DISPROPORTIONALITY -> disproportionality();
      case SERIOUSNESS -> seriousness();
      case REPORTING_TREND -> reportingTrend();
      case STRENGTH -> strength();
      case CONSISTENCY -> severalSources(criterion);
      case OTHER_SOURCES -> severalSources(criterion);
      case SPECIFICITY -> specificity();
      case TIME_TO_ONSET -> timeToOnset();
      case DECHALLENGE_RECHALLENGE -> challenges();
      case NO_ALTERNATIVE_CAUSE ->
          noData(criterion, "Histories and other drugs of the patients are not in the alert.");
      case MECHANISM -> noData(criterion, "No source on mechanisms was asked.");
      case NOT_LABELLED -> notLabelled();
      case SPECIAL_POPULATION ->
          noData(criterion, "Whether a group of patients is affected more was not judged.");
      case TEMPORALITY -> temporality();
      case BIOLOGICAL_GRADIENT -> noData(criterion, "Doses are not in the alert.");
      case PLAUSIBILITY -> noData(criterion, "No source on biology was asked.");
      case COHERENCE -> noData(criterion, "No source on the disease was asked.");
      case EXPERIMENT -> noData(criterion, "No source on trials was asked.");
      case ANALOGY -> noData(criterion, "Similar drugs were not compared.");
    };
  }

  private CausalityItem numberOfReports() {
    ContingencyTable table = subject.table();
    if (table == null) {
      return noData(Criterion.NUMBER_OF_REPORTS, "The pair came without a contingency table.");
    }
    String reports = Words.of(table.n11(), "report names", "reports name") + " both drug and event";
    return subject.enoughReports()
        ? supported(Criterion.NUMBER_OF_REPORTS, reports + ".", List.of(FactIds.BOTH))
        : notSupported(
            Criterion.NUMBER_OF_REPORTS,
            reports + ", too few for any rule of signal detection.",
            List.of(FactIds.BOTH));
  }

  private CausalityItem disproportionality() {
    List<RuleVerdict> rules = subject.rulesOfDisproportion();
    if (subject.table() == null || rules.isEmpty()) {
      return noData(Criterion.DISPROPORTIONALITY, "No measure could be computed.");
    }
    if (!subject.disproportionate()) {
      return notSupported(
          Criterion.DISPROPORTIONALITY,
          subject.enoughReports()
              ? "No rule of disproportion is met."
              : "There are too few reports for the rules of signal detection to count.",
          rules.stream().map(rule -> FactIds.rule(rule.rule())).toList());
    }
    List<String> met = rules.stream().filter(RuleVerdict::met).map(RuleVerdict::rule).toList();
    return supported(
        Criterion.DISPROPORTIONALITY,
        "Reported more often than expected by the rules %s.".formatted(Words.of(met)),
        met.stream().map(FactIds::rule).toList());
  }

  private CausalityItem strength() {
    Measures measures = subject.measures();
    if (measures == null || !subject.enoughReports()) {
      return noData(Criterion.STRENGTH, "There are too few reports to measure a strength.");
    }
    Double shrunk = measures.ebgm().lower();
    if (shrunk != null) {
      return strength(FactIds.EBGM, "empirical Bayes geometric mean", shrunk);
    }
    Double ratio = measures.prr().lower();
    if (ratio != null && !measures.degenerate()) {
      return strength(FactIds.PRR, "proportional reporting ratio", ratio);
    }
    return noData(Criterion.STRENGTH, "No measure with a usable lower bound is known.");
  }

  private static CausalityItem strength(String measure, String name, double lower) {
    String reason =
        "The lower bound of the %s is %s, %s a doubling."
            .formatted(name, Words.of(lower), lower >= STRONG ? "at least" : "below");
    List<String> factIds = List.of(FactIds.lower(measure));
    return lower >= STRONG
        ? supported(Criterion.STRENGTH, reason, factIds)
        : notSupported(Criterion.STRENGTH, reason, factIds);
  }

  private CausalityItem specificity() {
    ContingencyTable table = subject.table();
    if (table == null || !subject.enoughReports()) {
      return noData(Criterion.SPECIFICITY, "There are too few reports to tell.");
    }
    boolean mostly = 2 * table.n11() >= table.eventMargin();
    String reason =
        "%d of %s the drug, %s."
            .formatted(
                table.n11(),
                Words.of(
                    table.eventMargin(), "report of the event names", "reports of the event name"),
                mostly ? "half or more" : "fewer than half");
    List<String> factIds = List.of(FactIds.BOTH, FactIds.EVENT_TOTAL);
    return mostly
        ? supported(Criterion.SPECIFICITY, reason, factIds)
        : notSupported(Criterion.SPECIFICITY, reason, factIds);
  }

  private CausalityItem seriousness() {
    if (!subject.casesKnown()) {
      return noData(Criterion.SERIOUSNESS, "How serious the reports are is not known.");
    }
    CaseSummary cases = subject.cases();
    if (cases.serious() == 0) {
      return notSupported(
          Criterion.SERIOUSNESS, "No report meets a criterion.", List.of(FactIds.SERIOUS));
    }
    return supported(
        Criterion.SERIOUSNESS,
        Words.of(cases.serious(), "report is serious", "reports are serious")
            + ", with "
            + Words.of(cases.deaths(), "death", "deaths")
            + ".",
        List.of(FactIds.SERIOUS, FactIds.DEATHS));
  }

  private CausalityItem reportingTrend() {
    ReportingTrend trend = subject.trend();
    if (trend == null) {
      return noData(
          Criterion.REPORTING_TREND, "There are no earlier weeks to compare the last ones with.");
    }
    String reason =
        "%s in the last %d weeks, %d in the %s before."
            .formatted(
                Words.of(trend.recent(), "report", "reports"),
                ReportingTrend.RECENT_WEEKS,
                trend.earlier(),
                Words.of(trend.earlierWeeks(), "week", "weeks"));
    List<String> factIds =
        List.of(FactIds.RECENT, FactIds.RECENT_WEEKS, FactIds.EARLIER, FactIds.EARLIER_WEEKS);
    return subject.reportedMoreOften()
        ? supported(Criterion.REPORTING_TREND, reason, factIds)
        : notSupported(Criterion.REPORTING_TREND, reason, factIds);
  }

  /** Two sources with enough reports each agree; fewer say nothing, as no other was asked. */
  private CausalityItem severalSources(Criterion criterion) {
    List<ReportSource> sources =
        subject.cases().bySource().entrySet().stream()
            .filter(entry -> entry.getValue() >= Subject.MIN_REPORTS)
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    if (sources.size() < 2) {
      return noData(criterion, "No second source has enough reports of the pair.");
    }
    return supported(
        criterion,
        "Several sources report the pair: %s."
            .formatted(Words.of(sources.stream().map(ReportSource::name).toList())),
        sources.stream().map(FactIds::source).toList());
  }

  /** Where most onsets come late, what time would fit is not known: that is no finding. */
  private CausalityItem timeToOnset() {
    CaseFacts facts = subject.caseFacts();
    if (facts.onsetKnown() < Subject.MIN_REPORTS) {
      return noData(
          Criterion.TIME_TO_ONSET, "Too few reports give the time from exposure to reaction.");
    }
    if (2 * facts.onsetWithinMonth() < facts.onsetKnown()) {
      return noData(
          Criterion.TIME_TO_ONSET, "Most onsets come late, and what time would fit is not known.");
    }
    return supported(
        Criterion.TIME_TO_ONSET,
        "Of %s with known onset, %d had it within a month of the drug's start."
            .formatted(Words.of(facts.onsetKnown(), "report", "reports"), facts.onsetWithinMonth()),
        List.of(FactIds.ONSET_KNOWN, FactIds.ONSET_MONTH));
  }

  /**
   * The reports in which the event came first are not counted apart; all of them are assessed as
   * unlikely, so as many of these as others leave the question open to doubt.
   */
  private CausalityItem temporality() {
    CaseFacts facts = subject.caseFacts();
    if (facts.onsetKnown() < Subject.MIN_REPORTS) {
      return noData(
          Criterion.TEMPORALITY, "Too few reports give the dates of exposure and reaction.");
    }
    String reason =
        "In %s the event followed the start of the drug"
            .formatted(Words.of(facts.onsetKnown(), "report", "reports"));
    return facts.onsetKnown() > facts.unlikely()
        ? supported(Criterion.TEMPORALITY, reason + ".", List.of(FactIds.ONSET_KNOWN))
        : notSupported(
            Criterion.TEMPORALITY,
            "%s; %d are assessed as unlikely, as reports are whose event came first."
                .formatted(reason, facts.unlikely()),
            List.of(FactIds.ONSET_KNOWN, FactIds.UNLIKELY));
  }

  /** One positive rechallenge speaks; positive dechallenges do when there are enough of them. */
  private CausalityItem challenges() {
    CaseFacts facts = subject.caseFacts();
    if (facts.rechallenged() == 0 && facts.dechallenged() < Subject.MIN_REPORTS) {
      return noData(
          Criterion.DECHALLENGE_RECHALLENGE,
          "Too few reports tell of a positive withdrawal or re-exposure.");
    }
    return supported(
        Criterion.DECHALLENGE_RECHALLENGE,
        "The event abated without the drug in %s and came back with it in %d."
            .formatted(Words.of(facts.dechallenged(), "report", "reports"), facts.rechallenged()),
        List.of(FactIds.DECHALLENGED, FactIds.RECHALLENGED));
  }

  private CausalityItem notLabelled() {
    Boolean labelled = subject.labelled();
    if (labelled == null) {
      return noData(Criterion.NOT_LABELLED, "No product information was at hand.");
    }
    List<String> factIds = List.of(FactIds.LABEL_LISTED, FactIds.LABEL_DOCUMENT);
    return labelled
        ? notSupported(
            Criterion.NOT_LABELLED, "The product information lists the reaction.", factIds)
        : supported(
            Criterion.NOT_LABELLED, "The product information does not list the reaction.", factIds);
  }

  private static CausalityItem supported(Criterion criterion, String reason, List<String> factIds) {
    return new CausalityItem(criterion, Finding.SUPPORTED, reason, factIds);
  }

  private static CausalityItem notSupported(
      Criterion criterion, String reason, List<String> factIds) {
    return new CausalityItem(criterion, Finding.NOT_SUPPORTED, reason, factIds);
  }

  private static CausalityItem noData(Criterion criterion, String reason) {
    return new CausalityItem(criterion, Finding.NO_DATA, reason, List.of());
  }
}
