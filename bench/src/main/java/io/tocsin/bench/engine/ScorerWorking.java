package io.tocsin.bench.engine;

import io.tocsin.scorer.ScorerApp;
import java.util.Map;

/** The scorer. */
final class ScorerWorking implements Contender.Working {
  private final ScorerApp scorer;
  private final Map<Integer, Long> lastOffsets;

  ScorerWorking(ScorerApp scorer, Map<Integer, Long> lastOffsets) {
    this.scorer = scorer;
    this.lastOffsets = lastOffsets;
  }

  @Override
  public void start() {
    scorer.start();
  }

  @Override
  public boolean counted() {
    failIfStopped();
    return scorer.progress().counted(lastOffsets);
  }

  @Override
  public boolean settled() {
    failIfStopped();
    return scorer.progress().settled(lastOffsets);
  }

  @Override
  public long pairs() {
    return scorer.liveTables().pairs();
  }

  @Override
  public void close() {
    scorer.close();
  }

  private void failIfStopped() {
    if (scorer.stopped().isDone()) {
      scorer.stopped().join();
      throw new IllegalStateException("the scorer stopped");
    }
  }
}
