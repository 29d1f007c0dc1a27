package io.tocsin.schemas.signal;

import io.tocsin.schemas.report.ReportSource;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Observations and scored signals: some that say everything, some that say the least. */
public final class SignalExamples {
  private SignalExamples() {}

  /** Every field is there. */
  public static SignalObservation fullObservation() {
    return new SignalObservation(
        "RotaShield",
        "Intussusception",
        34,
        22_072,
        "serious",
        30L,
        "hospitalisation",
        List.of(LocalDate.of(1999, 7, 15), LocalDate.of(1999, 6, 1)),
        LocalDate.of(1999, 6, 1),
        LocalDate.of(1999, 7, 15),
        0.8,
        0.75,
        0.9,
        0.25,
        List.of("vaers", "literature"),
        Map.of("vaers", 0.5, "literature", 1.0),
        Map.of("vaers", 0.0),
        Map.of("vaers", "spontaneous"),
        LocalDate.of(1999, 7, 15),
        "a cluster in the second week after the first dose",
        List.of("fever"),
        new ContingencyTable(34, 468, 1, 21_569),
        new TimeSeries(
            List.of(LocalDate.of(1999, 6, 1), LocalDate.of(1999, 7, 15)), List.of(30L, 4L)),
        new ClinicalFacts(1, true, false, 5L));
  }

  /** Only what must be there. */
  public static SignalObservation minimalObservation() {
    return new SignalObservation(
        "ASPIRIN", "RASH", 0, 1, null, null, null, List.of(), null, null, null, null, null, null,
        List.of(), Map.of(), Map.of(), Map.of(), null, null, List.of(), null, null, null);
  }

  /** A counted pair with all its measures, held back by the evidence gate. */
  public static ScoredSignal fullSignal() {
    return new ScoredSignal(
        "ROTASHIELD",
        "INTUSSUSCEPTION",
        new ContingencyTable(34, 468, 1, 21_569),
        0.796,
        new Measures(
            Estimate.of(1460.9, 200.3, 10_655.0),
            Estimate.of(1567.0, 213.9, 11_479.0),
            1370.2,
            1.3e-53,
            Estimate.of(4.73, 4.21, 5.12),
            Estimate.of(24.1, 17.9, 31.8),
            94.6,
            1.2e-43,
            false,
            false),
        List.of(new RuleVerdict("evans", true), new RuleVerdict("ic025", true)),
        new StratifiedMeasures(
            0.81,
            Estimate.of(4.71, 4.2, 5.1),
            Estimate.of(23.8, 17.7, 31.2),
            List.of(
                new StratifiedMeasures.Subgroup(
                    "sex",
                    "female",
                    new ContingencyTable(16, 230, 1, 11_000),
                    0.37,
                    Estimate.of(765, 101, 5790),
                    Estimate.of(4.24, 3.4, 4.8)))),
        new TemporalMeasures(
            new TemporalMeasures.Spike(LocalDate.of(1999, 7, 12), 4, 0.5, 4.9, 0.0018),
            new TemporalMeasures.ChangePoint(LocalDate.of(1999, 5, 31), 0.2, 2.5, 0.003),
            new TemporalMeasures.Trend(
                TemporalMeasures.Trend.Direction.INCREASING, 0.2, 0.01, 0.02, 3.5),
            0.7,
            true,
            1),
        new CausalityMeasures(
            0.93, Map.of(CausalityCategory.PROBABLE, 2L), Map.of(NaranjoClass.PROBABLE, 2L)),
        new Standing(true, 99.9, 3, 10_746),
        0.97,
        1.23,
        0.61,
        components(),
        0.9,
        AlertLevel.CRITICAL,
        AlertLevel.HIGH,
        "fewer than 3 sources",
        new CaseSummary(
            30,
            1,
            2,
            29,
            0,
            0,
            LocalDate.of(1998, 12, 1),
            LocalDate.of(1999, 7, 15),
            Map.of(ReportSource.VAERS, 34L),
            List.of(new CaseSummary.WeekCount(LocalDate.of(1999, 7, 12), 4)),
            List.of(new CaseSummary.MonthCount(LocalDate.of(1999, 7, 1), 4)),
            new OnsetLatency(1, 20, 3, 0, 0),
            List.of(
                new AssessedCases(
                    CausalityCategory.PROBABLE, NaranjoClass.PROBABLE, false, true, true, 2))),
        "prior-7",
        "config-1",
        LocalDate.of(1999, 7, 15),
        Instant.parse("2026-11-20T16:00:00.5Z"));
  }

  /** A pair known from an observation only, without a table. */
  public static ScoredSignal minimalSignal() {
    return new ScoredSignal(
        "ASPIRIN",
        "RASH",
        null,
        null,
        null,
        List.of(),
        null,
        null,
        null,
        null,
        0.5,
        0,
        0,
        components(),
        0.2,
        AlertLevel.NONE,
        AlertLevel.NONE,
        null,
        CaseSummary.NONE,
        "prior-0",
        "config-1",
        LocalDate.of(2025, 1, 1),
        Instant.EPOCH);
  }

  private static Components components() {
    return new Components(
        0.99,
        1,
        0.5,
        1,
        new Components.Interactions(0.15, 0, 0, 0),
        0.05,
        0.9,
        1,
        0.8,
        0.9,
        0.8,
        0.3,
        0.5);
  }
}
