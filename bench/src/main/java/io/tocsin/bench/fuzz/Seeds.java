package io.tocsin.bench.fuzz;

import io.tocsin.schemas.alert.Alert;
import io.tocsin.schemas.alert.AlertReason;
import io.tocsin.schemas.json.Json;
import io.tocsin.schemas.report.AdverseEventReport;
import io.tocsin.schemas.report.DrugRole;
import io.tocsin.schemas.report.Patient;
import io.tocsin.schemas.report.Reaction;
import io.tocsin.schemas.report.ReportSource;
import io.tocsin.schemas.report.ReportStatus;
import io.tocsin.schemas.report.ReportedDrug;
import io.tocsin.schemas.report.Seriousness;
import io.tocsin.schemas.report.Sex;
import io.tocsin.schemas.signal.AlertLevel;
import io.tocsin.schemas.signal.ClinicalFacts;
import io.tocsin.schemas.signal.ContingencyTable;
import io.tocsin.schemas.signal.ScoredSignal;
import io.tocsin.schemas.signal.SignalObservation;
import io.tocsin.schemas.signal.TimeSeries;
import io.tocsin.scoring.Model;
import io.tocsin.scoring.Scorer;
import io.tocsin.scoring.ScoringConfig;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Valid records that say something in every field, as JSON. The same for the same seed. */
public final class Seeds {
  /** The as-of day of all that is read and scored. */
  public static final LocalDate TODAY = LocalDate.of(2026, 1, 15);

  private static final int DRUGS = 200;
  private static final int REACTIONS = 400;
  private static final int VERSIONS = 3;

  private final Scorer scorer = new Scorer(ScoringConfig.DEFAULTS, Model.DEFAULTS);
  private final Random random;
  private final int reports;

  /**
   * @param reports how many report ids there are
   */
  public Seeds(long seed, int reports) {
    this.random = new Random(seed);
    this.reports = reports;
  }

  /** A report. */
  public byte[] report() {
    boolean nullified = random.nextInt(20) == 0;
    return Json.write(
        new AdverseEventReport(
            "F-" + random.nextInt(reports),
            1 + random.nextInt(VERSIONS),
            nullified ? ReportStatus.NULLIFIED : ReportStatus.ACTIVE,
            one(ReportSource.values()),
            date(),
            maybe(this::date),
            maybe(() -> "DE"),
            maybe(() -> "physician"),
            new Patient(
                maybe(() -> one(Sex.values())),
                maybe(() -> (double) random.nextInt(100)),
                maybe(() -> 40.5 + random.nextInt(60))),
            new Seriousness(flag(), flag(), flag(), flag(), flag(), flag()),
            drugs(),
            reactions(),
            maybe(() -> "The patient fell ill \u2013 and recovered."),
            flag() ? List.of() : List.of("F-1", "F-2")));
  }

  private List<ReportedDrug> drugs() {
    List<ReportedDrug> drugs = new ArrayList<>();
    int first = random.nextInt(DRUGS);
    for (int i = 0; i <= random.nextInt(4); i++) {
      drugs.add(
          new ReportedDrug(
              "drug " + (first + i),
              one(DrugRole.values()),
              maybe(() -> "pain"),
              maybe(this::flag),
              maybe(this::flag),
              maybe(this::date),
              maybe(this::date),
              maybe(() -> "5 mg"),
              maybe(() -> "oral"),
              maybe(() -> "L-77")));
    }
    return drugs;
  }

  private List<Reaction> reactions() {
    List<Reaction> reactions = new ArrayList<>();
    int first = random.nextInt(REACTIONS);
    for (int i = 0; i <= random.nextInt(5); i++) {
      reactions.add(
          new Reaction(
              "Reaction " + (first + i),
              maybe(() -> "28.1"),
              maybe(this::date),
              maybe(() -> "recovered")));
    }
    return reactions;
  }

  /** An observation of a pair by another detector. */
  public byte[] observation() {
    return Json.write(anObservation());
  }

  private SignalObservation anObservation() {
    int days = random.nextInt(20);
    List<LocalDate> dates = new ArrayList<>();
    List<Long> counts = new ArrayList<>();
    for (int i = 0; i < days; i++) {
      dates.add(date());
      counts.add((long) random.nextInt(9));
    }
    return new SignalObservation(
        "drug " + random.nextInt(DRUGS),
        "reaction " + random.nextInt(REACTIONS),
        random.nextInt(50),
        1000 + random.nextInt(1000),
        maybe(() -> "serious"),
        maybe(() -> (long) random.nextInt(50)),
        maybe(() -> "fatal"),
        flag() ? List.of() : dates,
        maybe(this::date),
        maybe(this::date),
        maybe(random::nextDouble),
        maybe(random::nextDouble),
        maybe(random::nextDouble),
        maybe(random::nextDouble),
        List.of("faers", "literature"),
        Map.of("faers", random.nextDouble()),
        Map.of("faers", random.nextDouble(), "literature", 1.0),
        Map.of("literature", "case report"),
        maybe(this::date),
        maybe(() -> "seen twice"),
        List.of("nausea", "rash"),
        maybe(() -> new ContingencyTable(random.nextInt(30), 40, 50, 6000)),
        maybe(() -> new TimeSeries(dates, counts)),
        maybe(
            () ->
                new ClinicalFacts(
                    random.nextInt(5), maybe(this::flag), maybe(this::flag), maybe(() -> 12L))));
  }

  /** An alert, as the scorer raises it. */
  public byte[] alert() {
    ScoredSignal signal = scorer.score(anObservation(), TODAY, Instant.EPOCH);
    return Json.write(
        new Alert(
            Alert.id(signal.pair(), 1),
            signal.pair().drug(),
            signal.pair().event(),
            1,
            AlertLevel.NONE,
            AlertLevel.HIGH,
            AlertReason.ESCALATED,
            signal,
            TODAY,
            Instant.EPOCH,
            null));
  }

  /** Settings of a layer. */
  public byte[] control() {
    return """
    {"scope":"organisation","organisation":"acme","version":"v%d","author":"jane","reason":"fuzz",
    "settings":{"levels":{"critical":0.97,"high":0.8},"gate":{"min_reports":4}}}\
    """
        .formatted(random.nextInt(9))
        .getBytes(StandardCharsets.UTF_8);
  }

  private LocalDate date() {
    return TODAY.minusDays(random.nextInt(3000));
  }

  private boolean flag() {
    return random.nextBoolean();
  }

  private <T> @Nullable T maybe(Supplier<T> value) {
    return flag() ? value.get() : null;
  }

  private <T> T one(T[] all) {
    return all[random.nextInt(all.length)];
  }
}
