package io.tocsin.batch.counting;

import io.tocsin.batch.csv.RowBlock;
import io.tocsin.batch.csv.RowReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Counts a file: one thread reads, unpacks and splits it, others number what the rows hold. At any
 * time a few blocks of 1 MiB are in between.
 */
public final class ReportFile {
  private static final int BLOCKS_A_THREAD = 2;
  private static final long PATIENCE_MILLIS = 100;

  private final int threads;
  private final BlockingQueue<RowBlock> free;
  private final BlockingQueue<RowBlock> filled;
  private final RowBlock end = new RowBlock();

  private ReportFile(int threads) {
    this.threads = threads;
    this.free = new ArrayBlockingQueue<>(BLOCKS_A_THREAD * threads);
    this.filled = new ArrayBlockingQueue<>((BLOCKS_A_THREAD + 1) * threads);
    for (int i = 0; i < BLOCKS_A_THREAD * threads; i++) {
      free.add(new RowBlock());
    }
  }

  /**
   * Counts all rows of a file. The result does not depend on the number of threads.
   *
   * @param columns where what is wanted stands
   * @param threads that count, 1 or more, besides the one that reads
   * @throws IOException when the file cannot be read
   * @throws IllegalStateException when it is too large; the message says what to do
   */
  public static CountedReports count(RowReader rows, ReportColumns columns, int threads)
      throws IOException, InterruptedException {
    rows.select(columns.all(), ReportColumns.MUST_HAVE_CONTENT);
    return new ReportFile(threads).count(rows, columns.strata().size());
  }

  private CountedReports count(RowReader rows, int strataColumns)
      throws IOException, InterruptedException {
    try (ExecutorService pool =
        Executors.newFixedThreadPool(threads, Thread.ofPlatform().daemon().factory())) {
      try {
        List<Future<RowCounter>> counting = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
          counting.add(pool.submit(() -> countBlocks(strataColumns)));
        }
        RowBlock block = takeFree(counting);
        while (rows.read(block)) {
          filled.put(block);
          block = takeFree(counting);
        }
        for (int i = 0; i < threads; i++) {
          filled.put(end);
        }
        List<RowCounter> counters = new ArrayList<>();
        for (Future<RowCounter> each : counting) {
          counters.add(result(each));
        }
        return Merge.of(counters, strataColumns > 0);
      } finally {
        pool.shutdownNow();
      }
    }
  }

  private RowCounter countBlocks(int strataColumns) throws InterruptedException {
    RowCounter counter = new RowCounter(strataColumns);
    for (RowBlock block = filled.take(); block != end; block = filled.take()) {
      counter.count(block);
      free.put(block);
    }
    return counter;
  }

  /** A block to fill; should a counting thread have failed meanwhile, its failure. */
  private RowBlock takeFree(List<Future<RowCounter>> counting) throws InterruptedException {
    RowBlock block = free.poll();
    while (block == null) {
      for (Future<RowCounter> each : counting) {
        if (each.isDone()) {
          result(each);
        }
      }
      block = free.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    }
    return block;
  }

  private static RowCounter result(Future<RowCounter> counting) throws InterruptedException {
    try {
      return counting.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error failure) {
        throw failure;
      }
      throw new IllegalStateException("counting failed", e);
    }
  }
}
