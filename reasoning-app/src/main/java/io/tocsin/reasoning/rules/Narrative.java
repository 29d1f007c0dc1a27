package io.tocsin.reasoning.rules;

import io.tocsin.schemas.alert.Alert;
import io.tocsin.schemas.alert.AlertReason;
import io.tocsin.schemas.detection.Recommendation;
import io.tocsin.schemas.signal.CaseSummary;
import io.tocsin.schemas.signal.ContingencyTable;
import io.tocsin.schemas.signal.Estimate;
import io.tocsin.schemas.signal.Measures;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts facts and triage into a few sentences; every number in them is a fact's. */
final class Narrative {
  private final Subject subject;
  private final Triage triage;
  private final List<String> sentences = new ArrayList<>();

  private Narrative(Subject subject, Triage triage) {
    this.subject = subject;
    this.triage = triage;
  }

  static String of(Subject subject, Triage triage) {
    Narrative narrative = new Narrative(subject, triage);
    narrative.levels();
    narrative.counts();
    narrative.measures();
    narrative.cases();
    narrative.advice();
    narrative.sentences.add(RulesEngine.NOTICE);
    return String.join(" ", narrative.sentences);
  }

  private void levels() {
    Alert alert = subject.alert();
    String pair = alert.drug() + " and " + alert.event();
    String from = Words.of(alert.fromLevel());
    String to = Words.of(alert.toLevel());
    sentences.add(
        switch (alert.reason()) {
          case ESCALATED -> "%s rose from %s to %s.".formatted(pair, from, to);
          case RENEWED -> "%s still stands at %s.".formatted(pair, to);
          case DE_ESCALATED ->
              "%s fell from %s to %s, although no report was taken back.".formatted(pair, from, to);
          case RETRACTED ->
              "%s fell from %s to %s, because reports were nullified or changed."
                  .formatted(pair, from, to);
        });
    String heldBack = subject.signal().heldBack();
    if (heldBack != null) {
      sentences.add("The level was held back: %s.".formatted(heldBack));
    }
  }

  private void counts() {
    ContingencyTable table = subject.table();
    if (table == null) {
      sentences.add("The pair came from another detector without a contingency table.");
      return;
    }
    Double expected = subject.signal().expected();
    sentences.add(
        "As of %s, %s both, among %s of the drug, %d of the event and %d in all%s."
            .formatted(
                subject.signal().asOf(),
                Words.of(table.n11(), "report names", "reports name"),
                Words.of(table.drugMargin(), "report", "reports"),
                table.eventMargin(),
                table.total(),
                expected == null
                    ? ""
                    : "; %s would be expected if they were unrelated"
                        .formatted(Words.of(expected))));
  }

  private void measures() {
    Measures measures = subject.measures();
    if (measures == null) {
      return;
    }
    List<String> parts = new ArrayList<>();
    addEstimate(parts, "information component", measures.ic());
    addEstimate(parts, "empirical Bayes geometric mean", measures.ebgm());
    addEstimate(parts, "proportional reporting ratio", measures.prr());
    if (!parts.isEmpty()) {
      sentences.add(capitalized(Words.of(parts)) + ".");
    }
    List<String> met = subject.rulesMet();
    sentences.add(
        met.isEmpty()
            ? "No rule of signal detection is met."
            : "Rules met: %s.".formatted(Words.of(met)));
  }

  private static void addEstimate(List<String> parts, String name, Estimate estimate) {
    Double value = estimate.value();
    if (value != null) {
      parts.add("%s %s%s".formatted(name, Words.of(value), interval(estimate)));
    }
  }

  private static String interval(Estimate estimate) {
    @Nullable Double lower = estimate.lower();
    @Nullable Double upper = estimate.upper();
    return lower == null || upper == null
        ? ""
        : " (%s to %s)".formatted(Words.of(lower), Words.of(upper));
  }

  private void cases() {
    if (!subject.casesKnown()) {
      return;
    }
    CaseSummary cases = subject.cases();
    sentences.add(
        "%s, with %s and %s; received from %s to %s."
            .formatted(
                Words.of(cases.serious(), "report is serious", "reports are serious"),
                Words.of(cases.deaths(), "death", "deaths"),
                Words.of(cases.hospitalizations(), "hospitalization", "hospitalizations"),
                cases.firstReceipt(),
                cases.lastReceipt()));
  }

  private void advice() {
    sentences.add(advice(triage.recommendation()));
  }

  private String advice(Recommendation recommendation) {
    return switch (recommendation) {
      case VALIDATE_AND_ESCALATE ->
          "A person should validate the signal on the case reports and escalate it if it holds.";
      case REQUEST_DATA ->
          "The counts do not suffice to judge; get the case reports or further data.";
      case MONITOR ->
          subject.alert().reason() == AlertReason.RETRACTED
              ? "Check earlier conclusions against the reports that remain, and keep watching."
              : "Keep watching; nothing else is needed now.";
      case CLOSE_AS_KNOWN -> "Close the signal: the reaction is known and labelled.";
      case REFUTE -> "No report of the pair stands any more; what was concluded from them falls.";
    };
  }

  private static String capitalized(String sentence) {
    return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
  }
}
