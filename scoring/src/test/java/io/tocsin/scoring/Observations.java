package io.tocsin.scoring;

import io.tocsin.schemas.signal.ClinicalFacts;
import io.tocsin.schemas.signal.ContingencyTable;
import io.tocsin.schemas.signal.SignalObservation;
import io.tocsin.schemas.signal.TimeSeries;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds observations, each part of which a test may change. */
final class Observations {
  private long count = 4;
  private long totalCases = 1_000;
  private @Nullable String seriousness;
  private @Nullable String outcome;
  private List<LocalDate> dates = List.of();
  private @Nullable Double severity;
  private @Nullable Double severityScore;
  private @Nullable Double burst;
  private @Nullable Double mechanism;
  private List<String> sources = List.of();
  private Map<String, Double> confidence = Map.of();
  private Map<String, Double> strength = Map.of();
  private Map<String, String> types = Map.of();
  private @Nullable LocalDate mostRecent;
  private @Nullable String text;
  private List<String> label = List.of();
  private @Nullable ContingencyTable table;
  private @Nullable TimeSeries series;
  private @Nullable ClinicalFacts clinical;

  static Observations observation() {
    return new Observations();
  }

  Observations count(long reports, long total) {
    count = reports;
    totalCases = total;
    return this;
  }

  Observations serious(String says) {
    seriousness = says;
    return this;
  }

  Observations outcome(String worst) {
    outcome = worst;
    return this;
  }

  Observations dated(LocalDate... all) {
    dates = List.of(all);
    return this;
  }

  Observations mostRecent(LocalDate date) {
    mostRecent = date;
    return this;
  }

  Observations severity(@Nullable Double given, @Nullable Double otherName) {
    severity = given;
    severityScore = otherName;
    return this;
  }

  Observations burst(double score) {
    burst = score;
    return this;
  }

  Observations mechanism(double score) {
    mechanism = score;
    return this;
  }

  Observations sources(String... names) {
    sources = List.of(names);
    return this;
  }

  Observations source(String name, double itsConfidence, double itsStrength) {
    sources = List.of(name);
    confidence = Map.of(name, itsConfidence);
    strength = Map.of(name, itsStrength);
    return this;
  }

  Observations allSourcesAt(double confidenceAndStrength) {
    sources.forEach(
        name -> {
          confidence = with(confidence, name, confidenceAndStrength);
          strength = with(strength, name, confidenceAndStrength);
        });
    return this;
  }

  Observations type(String source, String type) {
    types = Map.of(source, type);
    return this;
  }

  Observations text(String narrative) {
    text = narrative;
    return this;
  }

  Observations label(String... reactions) {
    label = List.of(reactions);
    return this;
  }

  Observations table(ContingencyTable contingency) {
    table = contingency;
    return this;
  }

  Observations series(List<LocalDate> days, List<Long> counts) {
    series = new TimeSeries(days, counts);
    return this;
  }

  Observations clinical(ClinicalFacts facts) {
    clinical = facts;
    return this;
  }

  SignalObservation of(String event) {
    return new SignalObservation(
        "drug",
        event,
        count,
        totalCases,
        seriousness,
        null,
        outcome,
        dates,
        null,
        null,
        severity,
        severityScore,
        burst,
        mechanism,
        sources,
        confidence,
        strength,
        types,
        mostRecent,
        text,
        label,
        table,
        series,
        clinical);
  }

  SignalObservation build() {
    return of("rash");
  }

  private static Map<String, Double> with(Map<String, Double> map, String name, double value) {
    Map<String, Double> copy = new HashMap<>(map);
    copy.put(name, value);
    return copy;
  }
}
