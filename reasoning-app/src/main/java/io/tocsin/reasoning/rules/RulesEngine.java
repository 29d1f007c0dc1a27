package io.tocsin.reasoning.rules;

import io.tocsin.schemas.alert.Alert;
import io.tocsin.schemas.alert.AlertReason;
import io.tocsin.schemas.detection.Argument;
import io.tocsin.schemas.detection.Assessment;
import io.tocsin.schemas.detection.CausalityItem;
import io.tocsin.schemas.detection.Evidence;
import io.tocsin.schemas.detection.Finding;
import io.tocsin.schemas.signal.CausalityCategory;
import io.tocsin.schemas.signal.Measures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Assesses an alert by fixed rules: pure, deterministic, without clock or I/O. Causality of the
 * pair is never assessed, and what the facts do not say is NO_DATA.
 */
public final class RulesEngine {
  /** Version of the rules; changes whenever the same alert would be assessed differently. */
  public static final String RULESET_VERSION = "rules-2";

  /** What every rule-made assessment says of itself. */
  public static final String NOTICE =
      "Automated rule-based assessment; not a language model, not a medical judgement.";

  /** All that the alert says, one fact for each thing. */
  public Evidence evidence(Alert alert) {
    return new Evidence(AlertFacts.of(alert), List.of());
  }

  /** The assessment of an alert on the facts of {@link #evidence(Alert)} alone. */
  public Assessment assess(Alert alert) {
    return assess(alert, evidence(alert));
  }

  /**
   * The assessment of an alert.
   *
   * @param evidence the facts of {@link #evidence(Alert)} and those of other sources; of these only
   *     {@link LabelFacts} count
   */
  public Assessment assess(Alert alert, Evidence evidence) {
    Subject subject = Subject.of(alert, evidence);
    Triage triage = Triage.of(subject);
    List<CausalityItem> items = new CausalityRules(subject).items();
    return new Assessment(
        CausalityCategory.NOT_ASSESSED,
        items,
        evidenceFor(items),
        evidenceAgainst(subject, items),
        arguments(items, Finding.NO_DATA),
        new ConfounderRules(subject).confounders(),
        triage.recommendation(),
        triage.priority(),
        triage.confidence(),
        Narrative.of(subject, triage),
        limitations(subject),
        NOTICE,
        null);
  }

  private static List<Argument> evidenceFor(List<CausalityItem> items) {
    return arguments(items, Finding.SUPPORTED);
  }

  private static List<Argument> evidenceAgainst(Subject subject, List<CausalityItem> items) {
    List<Argument> against = new ArrayList<>();
    List<String> levels = List.of(FactIds.REASON, FactIds.FROM_LEVEL, FactIds.TO_LEVEL);
    if (subject.alert().reason() == AlertReason.RETRACTED) {
      against.add(
          new Argument("Reports that the signal rested on were nullified or changed.", levels));
    }
    if (subject.alert().reason() == AlertReason.DE_ESCALATED) {
      against.add(new Argument("The signal weakened although no report was taken back.", levels));
    }
    against.addAll(arguments(items, Finding.NOT_SUPPORTED));
    return against;
  }

  /** What items of one finding say; two frameworks that ask the same give one argument. */
  private static List<Argument> arguments(List<CausalityItem> items, Finding finding) {
    Map<String, Argument> byStatement = new LinkedHashMap<>();
    for (CausalityItem item : items) {
      if (item.finding() == finding) {
        byStatement.putIfAbsent(item.reason(), new Argument(item.reason(), item.factIds()));
      }
    }
    return List.copyOf(byStatement.values());
  }

  private static List<String> limitations(Subject subject) {
    List<String> limitations = new ArrayList<>();
    limitations.add(
        "Spontaneous reports are neither complete nor verified; counts of them are no incidence"
            + " and prove no cause.");
    limitations.add(
        subject.caseFacts().assessed() == 0
            ? "Causality was not assessed: the alert brings counts, not the facts of single cases."
            : "Causality was not assessed for the pair: the alert brings assessments of single"
                + " cases by their reported facts, not the cases.");
    if (subject.table() == null) {
      limitations.add("There is no contingency table, so no measure could be computed.");
    } else if (!subject.enoughReports()) {
      limitations.add("The pair has very few reports; measures of it are unstable.");
    }
    addForExtremeTables(limitations, subject.measures());
    return limitations;
  }

  private static void addForExtremeTables(List<String> limitations, @Nullable Measures measures) {
    if (measures != null && measures.onlyWithDrug()) {
      limitations.add(
          "The event was never reported without the drug, so reporting ratios are infinite.");
    }
    if (measures != null && measures.degenerate()) {
      limitations.add(
          "The drug was never reported without the event, so the interval of the proportional"
              + " reporting ratio is not usable.");
    }
  }
}
