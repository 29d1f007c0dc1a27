package io.tocsin.topology.intake;

import io.tocsin.schemas.deadletter.InvalidRecordException;
import io.tocsin.schemas.report.AdverseEventReport;
import io.tocsin.schemas.report.DrugRole;
import io.tocsin.schemas.report.ReportReader;
import io.tocsin.schemas.report.ReportStatus;
import io.tocsin.topology.intake.CountingInput.Change;
import io.tocsin.topology.metrics.TopologyMetrics;
import io.tocsin.topology.progress.Progress;
import io.tocsin.topology.state.TableStore;
import io.tocsin.topology.state.Tables;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Reads reports, refuses the bad, drops what was seen before, and passes on what each new version
 * changes. Remembers every report for good: a follow-up may come years later.
 */
public final class ReportIntake implements ProcessorSupplier<byte[], byte[], Object, Object> {
  /** Name of the store of every report's last version. */
  public static final String STORE = "reports";

  private static final String STAGE = "report-intake";
  private static final long MILLIS_PER_DAY = Duration.ofDays(1).toMillis();

  private final Set<DrugRole> countedRoles;
  private final Tables tables;
  private final Outlets outlets;
  private final Progress progress;
  private final TopologyMetrics metrics;
  private final ReportReader reader = new ReportReader();

  /**
   * Names of the nodes that take what intake gives.
   *
   * @param changes take each change of the counts
   * @param deadLetters take refused records
   */
  public record Outlets(Set<String> changes, String deadLetters) {
    /** Keeps the names. */
    public Outlets {
      changes = Set.copyOf(changes);
    }
  }

  /**
   * @param countedRoles in which a drug counts
   */
  public ReportIntake(
      Set<DrugRole> countedRoles,
      Tables tables,
      Outlets outlets,
      Progress progress,
      TopologyMetrics metrics) {
    this.countedRoles = Set.copyOf(countedRoles);
    this.tables = tables;
    this.outlets = outlets;
    this.progress = progress;
    this.metrics = metrics;
  }

  @Override
  public Set<StoreBuilder<?>> stores() {
    return Set.of(tables.logged(STORE, ReportTable::new));
  }

  @Override
  public Processor<byte[], byte[], Object, Object> get() {
    return new ReportIntakeProcessor();
  }

  private final class ReportIntakeProcessor
      extends ContextualProcessor<byte[], byte[], Object, Object> {
    private @Nullable TableStore<ReportTable> reports;
    private @Nullable Refusals refusals;
    private LocalDate today = LocalDate.EPOCH;

    @Override
    public void init(ProcessorContext<Object, Object> context) {
      super.init(context);
      reports = context.getStateStore(STORE);
      refusals = new Refusals(context, STAGE, outlets.deadLetters(), metrics);
    }

    @Override
    public void process(Record<byte[], byte[]> input) {
      metrics.received();
      try {
        accept(input.key(), read(input), input.timestamp());
      } catch (InvalidRecordException e) {
        Objects.requireNonNull(refusals).refuse(input, e);
      }
      RecordMetadata origin = context().recordMetadata().orElseThrow();
      progress.read(origin.partition(), origin.offset());
    }

    private AdverseEventReport read(Record<byte[], byte[]> input) {
      if (input.value() == null) {
        throw Refusals.emptyValue();
      }
      AdverseEventReport report = reader.read(input.value(), today());
      if (input.key() == null) {
        throw Refusals.missingKey("its report id");
      }
      if (!new String(input.key(), StandardCharsets.UTF_8).equals(report.reportId())) {
        throw Refusals.keyMismatch("the report id");
      }
      return report;
    }

    private LocalDate today() {
      long day = Math.floorDiv(context().currentSystemTimeMs(), MILLIS_PER_DAY);
      if (day != today.toEpochDay()) {
        today = LocalDate.ofEpochDay(day);
      }
      return today;
    }

    private void accept(byte[] id, AdverseEventReport report, long arrivedAt) {
      TableStore<ReportTable> store = Objects.requireNonNull(reports);
      ReportTable table = store.table();
      ReportState arrived = stateOf(report);
      IntakeDecision decision;
      synchronized (table) {
        decision = IntakeDecision.decide(table.find(id), arrived);
        if (decision.replaces()) {
          table.put(id, arrived);
        }
      }
      switch (decision) {
        case IntakeDecision.Accept accept -> {
          metrics.accepted();
          change(accept.retracted(), accept.added(), arrivedAt);
        }
        case IntakeDecision.Retract retract -> {
          metrics.retracted();
          change(retract.retracted(), null, arrivedAt);
        }
        case IntakeDecision.Duplicate duplicate -> metrics.duplicate();
        case IntakeDecision.Superseded superseded -> metrics.superseded();
      }
      store.changed();
    }

    private ReportState stateOf(AdverseEventReport report) {
      boolean active = report.status() == ReportStatus.ACTIVE;
      return new ReportState.Read(
          report.version(), active ? Contribution.of(report, countedRoles) : null);
    }

    private void change(
        @Nullable Contribution retracted, @Nullable Contribution added, long arrivedAt) {
      if (retracted == null && added == null) {
        return;
      }
      RecordMetadata origin = context().recordMetadata().orElseThrow();
      Change change = new Change(origin.partition(), origin.offset(), retracted, added);
      for (String outlet : outlets.changes()) {
        context()
            .forward(new Record<Object, Object>(origin.partition(), change, arrivedAt), outlet);
      }
    }
  }
}
