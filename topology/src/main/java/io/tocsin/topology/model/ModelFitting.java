package io.tocsin.topology.model;

import io.tocsin.schemas.model.ModelParameters;
import io.tocsin.scoring.Prior;
import io.tocsin.scoring.prior.MarginHistogram;
import io.tocsin.topology.margins.EventMargins;
import io.tocsin.topology.metrics.TopologyMetrics;
import io.tocsin.topology.model.Refitter.Outcome;
import io.tocsin.topology.model.Refitter.Task;
import io.tocsin.topology.progress.Progress;
import io.tocsin.topology.state.ClockedProcessor;
import io.tocsin.topology.state.TableStore;
import io.tocsin.topology.state.Tables;
import io.tocsin.topology.state.WorkClock;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Merges what the counting partitions say of their pairs and fits the model to it, beside the
 * stream: on a thread of its own, so that no report waits for a fit.
 */
public final class ModelFitting
    implements ProcessorSupplier<byte[], byte[], String, ModelParameters> {
  private static final Logger LOG = LoggerFactory.getLogger(ModelFitting.class);
  private static final String STORE = "populations";

  private final RefitSchedule schedule;
  private final Prior given;
  private final DoubleSupplier falseDiscoveryRate;
  private final LiveModel live;
  private final Tables tables;
  private final Progress progress;
  private final TopologyMetrics metrics;

  /**
   * @param given θ until one is fitted
   * @param falseDiscoveryRate to hold, in (0, 1)
   */
  public ModelFitting(
      RefitSchedule schedule,
      Prior given,
      DoubleSupplier falseDiscoveryRate,
      LiveModel live,
      Tables tables,
      Progress progress,
      TopologyMetrics metrics) {
    this.schedule = schedule;
    this.given = given;
    this.falseDiscoveryRate = falseDiscoveryRate;
    this.live = live;
    this.tables = tables;
    this.progress = progress;
    this.metrics = metrics;
  }

  @Override
  public Set<StoreBuilder<?>> stores() {
    return Set.of(tables.logged(STORE, Populations::new));
  }

  @Override
  public Processor<byte[], byte[], String, ModelParameters> get() {
    return new FittingProcessor();
  }

  private final class FittingProcessor
      extends ClockedProcessor<byte[], byte[], String, ModelParameters> {
    private final Refitter refitter = new Refitter(schedule, given);
    private @Nullable ExecutorService executor;
    private @Nullable TableStore<Populations> store;
    private @Nullable EventMargins margins;
    private @Nullable WorkClock clock;
    private @Nullable CompletableFuture<Timed> running;
    private @Nullable ModelParameters broadcast;
    private boolean changed;
    private long lastFit;

    @Override
    public void init(ProcessorContext<String, ModelParameters> context) {
      super.init(context);
      TableStore<Populations> populations = context.getStateStore(STORE);
      store = populations;
      margins = context.getStateStore(EventMargins.STORE);
      clock = clock(schedule.publication(), this::round);
      executor =
          Executors.newSingleThreadExecutor(
              Thread.ofPlatform().name("tocsin-model-fit").daemon().factory());
      if (!populations.table().isEmpty()) {
        changed();
      }
    }

    @Override
    public void process(Record<byte[], byte[]> input) {
      TableStore<Populations> populations = Objects.requireNonNull(store);
      populations.table().put(input.key(), input.value());
      populations.changed();
      progress.populationTaken(
          PopulationRecord.partitionOf(input.key()), PopulationRecord.revisionOf(input.value()));
      changed();
    }

    private void changed() {
      changed = true;
      progress.fitting(true);
      Objects.requireNonNull(clock).wake();
    }

    private boolean round() {
      CompletableFuture<Timed> fit = running;
      if (fit != null) {
        if (!fit.isDone()) {
          return true;
        }
        running = null;
        finish(fit);
      }
      if (changed) {
        start();
      } else {
        progress.fitting(false);
      }
      return running != null;
    }

    private void start() {
      boolean due = context().currentSystemTimeMs() - lastFit >= schedule.interval().toMillis();
      Supplier<Task> task = task();
      ModelParameters held = held();
      Instant now = Instant.ofEpochMilli(context().currentSystemTimeMs());
      changed = false;
      running =
          CompletableFuture.supplyAsync(
              () -> {
                long start = System.nanoTime();
                Outcome outcome = refitter.look(task.get(), held, due, now);
                return new Timed(outcome, System.nanoTime() - start);
              },
              Objects.requireNonNull(executor));
    }

    /** What was broadcast last may still be on its way to the global store. */
    private @Nullable ModelParameters held() {
      return broadcast != null ? broadcast : live.parameters().orElse(null);
    }

    /** Copies what is needed of the stream's state; merging it is left to the fit's thread. */
    private Supplier<Task> task() {
      EventMargins known = Objects.requireNonNull(margins);
      Map<Bytes, byte[]> entries = Objects.requireNonNull(store).table().entries();
      long reports = known.reports();
      double rate = falseDiscoveryRate.getAsDouble();
      return () -> {
        MarginHistogram events = new MarginHistogram();
        known.forEachEvent(margin -> events.add(margin, 1));
        return new Task(Populations.merge(entries), events, reports, rate);
      };
    }

    private void finish(CompletableFuture<Timed> fit) {
      Timed timed;
      try {
        timed = fit.join();
      } catch (CompletionException e) {
        LOG.error("The model could not be fitted, the last one stays", e.getCause());
        metrics.error("ModelFit");
        return;
      }
      long now = context().currentSystemTimeMs();
      if (!timed.outcome().fitted()) {
        changed = true;
        return;
      }
      lastFit = now;
      ModelParameters model = timed.outcome().model();
      if (model != null) {
        LOG.info(
            "Model {}: θ by {} from {} pairs, log-likelihood {}",
            model.version(),
            model.method(),
            model.pairs(),
            model.logLikelihood());
        metrics.modelFitted(model, timed.nanos());
        broadcast = model;
        progress.modelBroadcast(model.version());
        context().forward(new Record<>(ModelStore.KEY, model, now));
      }
    }

    @Override
    public void close() {
      super.close();
      if (executor != null) {
        executor.shutdownNow();
      }
      // A fit that had not begun never ends.
      running = null;
    }
  }

  /** What a look at the population led to, and how long it took. */
  private record Timed(Outcome outcome, long nanos) {}
}
