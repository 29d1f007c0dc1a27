package io.tocsin.topology.frames;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.tocsin.schemas.json.Json;
import io.tocsin.schemas.report.Names;
import io.tocsin.scoring.strata.Strata;
import io.tocsin.topology.intake.Contribution;
import io.tocsin.topology.intake.CountingInput;
import io.tocsin.topology.progress.Progress;
import io.tocsin.topology.state.BinaryWriter;
import io.tocsin.topology.state.ClockedProcessor;
import io.tocsin.topology.state.EarlyCommits;
import io.tocsin.topology.state.TableStore;
import io.tocsin.topology.state.Tables;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Routes what a report changes to the partitions that count its drugs, many reports to a message.
 * The timestamp of a message is when the latest of its reports came in, so that counting knows how
 * far it is behind.
 */
public final class Framing implements ProcessorSupplier<Object, CountingInput, Integer, byte[]> {
  /** Name of the store, which has no changelog: it holds nothing between commits. */
  public static final String STORE = "frames";

  private static final int LARGEST_FRAME = 128 * 1024;

  private final int partitions;
  private final Strata strata;
  private final Tables tables;
  private final EarlyCommits commits;
  private final Progress progress;

  /**
   * @param partitions number of counting partitions
   * @param strata that drugs and pairs are counted by
   */
  public Framing(
      int partitions, Strata strata, Tables tables, EarlyCommits commits, Progress progress) {
    this.partitions = partitions;
    this.strata = strata;
    this.tables = tables;
    this.commits = commits;
    this.progress = progress;
  }

  /** The counting partition of a drug. */
  public static int partitionOf(String drug, int partitions) {
    return Utils.toPositive(Utils.murmur2(drug.getBytes(StandardCharsets.UTF_8))) % partitions;
  }

  @Override
  public Set<StoreBuilder<?>> stores() {
    return Set.of(tables.unlogged(STORE, () -> new FrameBuffers(partitions)));
  }

  @Override
  public Processor<Object, CountingInput, Integer, byte[]> get() {
    return new FramingProcessor();
  }

  private final class FramingProcessor
      extends ClockedProcessor<Object, CountingInput, Integer, byte[]> {
    private @Nullable TableStore<FrameBuffers> store;
    private EarlyCommits.@Nullable Task commit;

    @Override
    public void init(ProcessorContext<Integer, byte[]> processorContext) {
      super.init(processorContext);
      TableStore<FrameBuffers> frames = processorContext.getStateStore(STORE);
      frames.beforeCommit(processorContext, () -> sendAll(processorContext, frames.table()));
      store = frames;
      commit = commits.of(this);
    }

    @Override
    public void process(Record<Object, CountingInput> input) {
      TableStore<FrameBuffers> frames = Objects.requireNonNull(store);
      FrameBuffers buffers = frames.table();
      progress.buffering(context().taskId().partition(), true);
      buffers.arrived(input.timestamp());
      switch (input.value()) {
        case CountingInput.Change change -> {
          add(buffers, -1, change.retracted());
          add(buffers, 1, change.added());
          buffers.reached(change.offset());
        }
        case CountingInput.Observed observed -> add(buffers, observed);
      }
      sendFull(context(), buffers);
      frames.changed();
      Objects.requireNonNull(commit).done(input.timestamp());
    }

    private static void add(FrameBuffers buffers, int sign, @Nullable Contribution contribution) {
      if (contribution == null) {
        return;
      }
      int partitions = buffers.partitions();
      List<String> drugs = contribution.drugs();
      int[] targets = new int[drugs.size()];
      for (int i = 0; i < targets.length; i++) {
        targets[i] = buffers.partitionOf(drugs.get(i));
      }
      for (int partition = 0; partition < partitions; partition++) {
        int[] here = placesOf(partition, targets);
        if (here.length > 0) {
          DrugFrame.writeReport(
              buffers.body(partition), buffers.names(partition), sign, contribution.to(here));
        }
      }
    }

    private static int[] placesOf(int partition, int[] targets) {
      int[] places = new int[targets.length];
      int size = 0;
      for (int i = 0; i < targets.length; i++) {
        if (targets[i] == partition) {
          places[size++] = i;
        }
      }
      return Arrays.copyOf(places, size);
    }

    private static void add(FrameBuffers buffers, CountingInput.Observed observed) {
      String drug = Names.normalize(observed.observation().drug());
      BinaryWriter body = buffers.body(partitionOf(drug, buffers.partitions()));
      try {
        DrugFrame.writeObservation(body, Json.mapper().writeValueAsBytes(observed.observation()));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("an observation that was read cannot be written", e);
      }
    }

    private void sendFull(ProcessorContext<Integer, byte[]> context, FrameBuffers buffers) {
      for (int partition = 0; partition < buffers.partitions(); partition++) {
        if (buffers.body(partition).size() >= LARGEST_FRAME) {
          send(context, buffers, partition);
        }
      }
    }

    private void sendAll(ProcessorContext<Integer, byte[]> context, FrameBuffers buffers) {
      for (int partition = 0; partition < buffers.partitions(); partition++) {
        if (buffers.body(partition).size() > 0) {
          send(context, buffers, partition);
        }
      }
      progress.buffering(context.taskId().partition(), false);
    }

    private void send(
        ProcessorContext<Integer, byte[]> context, FrameBuffers buffers, int partition) {
      BinaryWriter body = buffers.body(partition);
      byte[] frame = DrugFrame.frame(strata, context.taskId().partition(), buffers.offset(), body);
      buffers.clear(partition);
      progress.framed(context.taskId().partition(), partition, buffers.offset());
      long arrivedAt = Math.min(buffers.arrivedAt(), context.currentSystemTimeMs());
      context.forward(new Record<>(partition, frame, arrivedAt));
    }
  }
}
