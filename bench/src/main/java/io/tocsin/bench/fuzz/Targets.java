package io.tocsin.bench.fuzz;

import io.tocsin.batch.csv.RowBlock;
import io.tocsin.batch.csv.RowReader;
import io.tocsin.reasoning.rules.RulesEngine;
import io.tocsin.schemas.alert.Alert;
import io.tocsin.schemas.alert.AlertReason;
import io.tocsin.schemas.control.ControlReader;
import io.tocsin.schemas.control.ControlRecord;
import io.tocsin.schemas.deadletter.DeadLetter;
import io.tocsin.schemas.deadletter.InvalidRecordException;
import io.tocsin.schemas.json.Json;
import io.tocsin.schemas.report.AdverseEventReport;
import io.tocsin.schemas.report.ReportReader;
import io.tocsin.schemas.signal.AlertLevel;
import io.tocsin.schemas.signal.ObservationReader;
import io.tocsin.schemas.signal.ScoredSignal;
import io.tocsin.schemas.signal.SignalObservation;
import io.tocsin.scoring.Model;
import io.tocsin.scoring.Scorer;
import io.tocsin.scoring.ScoringConfig;
import io.tocsin.topology.control.LayeredSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** The readers of what comes from outside, and what must hold of each record that they accept. */
public final class Targets {
  private static final String MALFORMED = "malformed";

  private final Seeds seeds;
  private final Mutator mutator;
  private final ReportReader reports = new ReportReader();
  private final ObservationReader observations = new ObservationReader();
  private final ControlReader controls = new ControlReader();
  private final Scorer scorer = new Scorer(ScoringConfig.DEFAULTS, Model.DEFAULTS);
  private final RulesEngine rules = new RulesEngine();
  private final RowBlock rows = new RowBlock();

  /** All of them, the same for the same seed. */
  public Targets(long seed) {
    seeds = new Seeds(seed, 1000);
    mutator = new Mutator(seed);
  }

  /** Every target. */
  public List<Target> all() {
    Internals internals = new Internals();
    return List.of(
        new Target("reports", seeds::report, mutator::json, refusing(this::report)),
        new Target("observations", seeds::observation, mutator::json, refusing(this::observation)),
        new Target("control", seeds::control, mutator::json, refusing(this::control)),
        new Target("alerts", seeds::alert, mutator::json, refusing(this::alert)),
        new Target("flat files", Targets::flatFile, mutator::bytes, this::flatFile),
        new Target("drug frames", internals::frame, mutator::bytes, internals::readFrame),
        new Target("counting entries", internals::entry, mutator::bytes, internals::readEntry),
        new Target("margin records", internals::margin, mutator::bytes, internals::readMargin),
        new Target(
            "population records",
            internals::population,
            mutator::bytes,
            internals::readPopulation));
  }

  /** What is accepted is written and read back the same: state and follow-ups rest on it. */
  void report(byte[] record) {
    AdverseEventReport report = reports.read(record, Seeds.TODAY);
    same(report, reports.read(Json.write(report), Seeds.TODAY));
  }

  /** What is accepted is scored, and score and alert are written, read and reasoned about. */
  void observation(byte[] record) {
    SignalObservation observation = observations.read(record, Seeds.TODAY);
    byte[] written = Json.write(observation);
    same(observation, observations.read(written, Seeds.TODAY));
    same(observation, Json.read(written, SignalObservation.class));
    ScoredSignal scored = scorer.score(observation, Seeds.TODAY, Instant.EPOCH);
    same(scored, Json.read(Json.write(scored), ScoredSignal.class));
    rules.assess(escalation(scored));
  }

  private static Alert escalation(ScoredSignal signal) {
    return new Alert(
        Alert.id(signal.pair(), 1),
        signal.pair().drug(),
        signal.pair().event(),
        1,
        AlertLevel.NONE,
        AlertLevel.CRITICAL,
        AlertReason.ESCALATED,
        signal,
        Seeds.TODAY,
        Instant.EPOCH,
        null);
  }

  void control(byte[] record) {
    ControlRecord control = controls.read(record);
    same(control, controls.read(Json.write(control)));
    LayeredSettings.of(ScoringConfig.DEFAULTS).with(control, null);
  }

  void alert(byte[] record) {
    Alert alert = Json.read(record, Alert.class);
    same(alert, Json.read(Json.write(alert), Alert.class));
    rules.assess(alert);
  }

  private static void same(Object expected, Object found) {
    if (!expected.equals(found)) {
      throw new IllegalStateException("%s is not read back as itself".formatted(expected));
    }
  }

  /** Lets a reader refuse, if the refusal can be written as a dead letter and read from it. */
  private static Target.Reading refusing(Consumer<byte[]> reader) {
    return record -> {
      try {
        reader.accept(record);
      } catch (InvalidRecordException e) {
        RecordHeaders headers = new RecordHeaders();
        DeadLetter letter = DeadLetter.of(e, "topic", 0, 0, "fuzz", "1", Instant.EPOCH);
        letter.writeTo(headers);
        DeadLetter read = DeadLetter.readFrom(headers).orElseThrow();
        if (read.code() != e.code() || read.message().isBlank()) {
          throw new IllegalStateException("the dead letter says something else", e);
        }
        throw new Target.Refused(e.code().code());
      }
    };
  }

  private static byte[] flatFile() {
    return """
    report,drug,event
    1,"Asp""irin",Rash
    2,"Ibu
    profen",Nausea
    3,,Fever
    """
        .getBytes(StandardCharsets.UTF_8);
  }

  private void flatFile(byte[] file) throws Target.Refused {
    boolean[] bad = new boolean[1];
    try (RowReader reader =
        new RowReader(new ByteArrayInputStream(file), ',', _ -> bad[0] = true)) {
      if (reader.header().size() < 3) {
        throw new Target.Refused(MALFORMED);
      }
      reader.select(List.of(0, 1, 2), 1);
      long left = file.length + 2L;
      while (reader.read(rows)) {
        if (left-- == 0) {
          throw new IllegalStateException("the reader does not come to the end");
        }
      }
    } catch (IOException e) {
      throw new Target.Refused(MALFORMED);
    }
    if (bad[0]) {
      throw new Target.Refused("bad row");
    }
  }
}
