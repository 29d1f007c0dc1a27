package io.tocsin.topology.scoring;

import io.tocsin.schemas.signal.ScoredSignal;
import io.tocsin.scoring.Model;
import io.tocsin.scoring.ScoringConfig;
import io.tocsin.topology.counting.CountTables;
import io.tocsin.topology.counting.Counting;
import io.tocsin.topology.counting.Counting.Touched;
import io.tocsin.topology.margins.EventMargins;
import io.tocsin.topology.metrics.ScoringBacklog;
import io.tocsin.topology.metrics.TopologyMetrics;
import io.tocsin.topology.model.PopulationRecord;
import io.tocsin.topology.progress.Progress;
import io.tocsin.topology.state.ClockedProcessor;
import io.tocsin.topology.state.EarlyCommits;
import io.tocsin.topology.state.TableStore;
import io.tocsin.topology.state.WorkClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Scores the pairs that have changed, each at most once per interval, once the event margins cover
 * the reports that changed them; and in the background those whose margins, model, configuration or
 * as-of date have moved.
 */
public final class Scoring implements ProcessorSupplier<Integer, Touched, Object, Object> {
  private final Scorers scorers;
  private final Schedules schedules;
  private final AsOf asOf;
  private final Outlets outlets;
  private final LiveTables live;
  private final EarlyCommits commits;
  private final Progress progress;
  private final TopologyMetrics metrics;
  private final StreamThreads threads = new StreamThreads();
  private final SpareCpu spare = SpareCpu.ofMachine();

  /**
   * Where results go.
   *
   * @param scores names of the nodes that take scored signals by pair
   * @param populations name of the node that takes what a partition's pairs say together, in binary
   */
  public record Outlets(List<String> scores, String populations) {}

  /**
   * Scores on a schedule and lets {@code live} answer for the tables it scores from.
   *
   * @param configuration the one that stands; the same object until it changes
   * @param model the one that stands; the same object until it changes
   * @param publication least time between two publications of what a partition's pairs say together
   */
  public Scoring(
      Supplier<ScoringConfig> configuration,
      Supplier<Model> model,
      ScoringSchedule schedule,
      SweepSchedule sweep,
      Duration publication,
      AsOf asOf,
      Outlets outlets,
      LiveTables live,
      EarlyCommits commits,
      Progress progress,
      TopologyMetrics metrics) {
    this.scorers = new Scorers(configuration, model);
    this.schedules = new Schedules(schedule, sweep, publication);
    this.asOf = asOf;
    this.outlets = outlets;
    this.live = live;
    this.commits = commits;
    this.progress = progress;
    this.metrics = metrics;
  }

  @Override
  public Processor<Integer, Touched, Object, Object> get() {
    return new ScoringProcessor();
  }

  private final class ScoringProcessor extends ClockedProcessor<Integer, Touched, Object, Object> {
    private @Nullable TableStore<CountTables> store;
    private @Nullable PartitionScoring scoring;
    private @Nullable WorkClock clock;
    private EarlyCommits.@Nullable Task commit;
    private @Nullable Thread thread;

    @Override
    public void init(ProcessorContext<Object, Object> context) {
      super.init(context);
      TableStore<CountTables> counts = context.getStateStore(Counting.STORE);
      EventMargins margins = context.getStateStore(EventMargins.STORE);
      int partition = context.taskId().partition();
      PartitionScoring work =
          new PartitionScoring(
              partition,
              counts.table(),
              margins,
              scorers,
              schedules,
              spare,
              asOf,
              new PartitionScoring.Outlet(this::forward, this::forward),
              progress,
              metrics);
      store = counts;
      scoring = work;
      WorkClock rounds = clock(schedules.scoring().interval(), this::round);
      clock = rounds;
      commit = commits.of(this);
      live.open(partition, counts.table(), margins);
      work.tellBacklog(Instant.ofEpochMilli(context.currentSystemTimeMs()));
      thread = Thread.currentThread();
      threads.join(thread);
      clock(
              schedules.sweep().heartbeat(),
              () -> {
                if (work.isBehind(Instant.ofEpochMilli(context.currentSystemTimeMs()))) {
                  rounds.wake();
                }
                return true;
              })
          .wake();
      if (counts.table().size() > 0) {
        rounds.wake();
      }
    }

    @Override
    public void process(Record<Integer, Touched> touched) {
      Objects.requireNonNull(scoring)
          .counted(context().currentSystemTimeMs() - touched.timestamp());
      Objects.requireNonNull(clock).wake();
    }

    private boolean round() {
      PartitionScoring work = Objects.requireNonNull(scoring);
      long now = context().currentSystemTimeMs();
      boolean more =
          work.round(Instant.ofEpochMilli(now), threads.partitions(Thread.currentThread()));
      if (work.hasScoredChanged()) {
        Objects.requireNonNull(commit).done(now - work.delay());
      }
      Objects.requireNonNull(store).changed();
      return more;
    }

    private void forward(ScoredSignal signal) {
      Record<Object, Object> scored =
          new Record<>(signal.pair().key(), signal, signal.scoredAt().toEpochMilli());
      outlets.scores().forEach(outlet -> context().forward(scored, outlet));
    }

    private void forward(PopulationRecord population) {
      context()
          .forward(
              new Record<>(population.key(), population.value(), context().currentSystemTimeMs()),
              outlets.populations());
    }

    @Override
    public void close() {
      super.close();
      TableStore<CountTables> counts = store;
      if (counts != null) {
        int partition = context().taskId().partition();
        live.close(partition, counts.table());
        metrics.scoringBacklog(partition, ScoringBacklog.NONE);
      }
      if (thread != null) {
        threads.leave(thread);
        thread = null;
      }
    }
  }
}
