package io.tocsin.local.chaos;

import io.tocsin.scorer.EngineConfig.GroupProtocol;
import io.tocsin.topology.state.Backend;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * What is sent and what is done to the programs meanwhile, all drawn from one seed.
 *
 * @param number place in the run, from 1
 * @param steps number of parts that the input is sent in
 * @param threads stream threads of each scorer
 * @param faults in the order of their steps
 */
record Plan(
    int number,
    long seed,
    int reports,
    int steps,
    Backend backend,
    GroupProtocol protocol,
    int threads,
    List<Fault> faults) {
  private static final int STEPS = 10;
  private static final int LEAST_REPORTS = 800;
  private static final int MOST_REPORTS = 2400;
  private static final int MOST_FAULTS = 4;
  private static final int LONGEST_PAUSE_MILLIS = 15_000;
  private static final int LONGEST_OUTAGE_MILLIS = 2500;
  private static final int LONGEST_JUMP_HOURS = 24 * 40;

  Plan {
    faults = List.copyOf(faults);
  }

  /** The seed of a plan in a run. */
  static long seedOf(long seed, int number) {
    return new SplittableRandom(seed * 1_000_003 + number).nextInt(Integer.MAX_VALUE);
  }

  static Plan draw(int number, long seed, Set<FaultKind> among) {
    Random random = new Random(seed);
    int reports = random.nextInt(LEAST_REPORTS, MOST_REPORTS + 1);
    Backend backend = random.nextInt(4) == 0 ? Backend.WRITE_THROUGH : Backend.WRITE_BEHIND;
    GroupProtocol protocol = random.nextInt(5) == 0 ? GroupProtocol.STREAMS : GroupProtocol.CLASSIC;
    int threads = 1 + random.nextInt(2);
    List<FaultKind> kinds = among.stream().sorted().toList();
    List<Fault> faults = new ArrayList<>();
    int count = 1 + random.nextInt(MOST_FAULTS);
    for (int i = 0; i < count; i++) {
      FaultKind kind = kinds.get(random.nextInt(kinds.size()));
      faults.add(
          new Fault(
              kind,
              random.nextInt(STEPS),
              length(kind, random),
              random.nextInt(10) < 7,
              random.nextInt(Short.MAX_VALUE)));
    }
    faults.sort(Comparator.comparingInt(Fault::afterStep));
    return new Plan(number, seed, reports, STEPS, backend, protocol, threads, faults);
  }

  private static Duration length(FaultKind kind, Random random) {
    return switch (kind) {
      case PAUSE_SCORER, PAUSE_BROKER ->
          Duration.ofMillis(random.nextInt(1000, LONGEST_PAUSE_MILLIS));
      case JUMP_CLOCK ->
          Duration.ofHours(random.nextInt(-LONGEST_JUMP_HOURS, LONGEST_JUMP_HOURS + 1));
      case KILL_SCORER, KILL_ONE_OF_TWO, KILL_BROKER, RESTART_BROKER ->
          Duration.ofMillis(random.nextInt(LONGEST_OUTAGE_MILLIS));
      case ADD_SCORER,
          REMOVE_SCORER,
          REPEAT_INPUT,
          FULL_DISK,
          SPOIL_STATE,
          FOREIGN_STATE,
          DELETE_CHANGELOG ->
          Duration.ZERO;
    };
  }

  boolean has(FaultKind kind) {
    return faults.stream().anyMatch(fault -> fault.kind() == kind);
  }
}
