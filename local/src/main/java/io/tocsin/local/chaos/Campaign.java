package io.tocsin.local.chaos;

import io.tocsin.config.EnvironmentException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Runs plans, some at once, each lane at a site of its own. */
final class Campaign {
  private static final int MOST_FAILURES = 3;

  private final Machine machine;
  private final Path directory;
  private final Consumer<PlanResult> listener;
  private final Consumer<String> complaints;
  private final List<PlanResult> results = Collections.synchronizedList(new ArrayList<>());
  private final long begun = System.nanoTime();

  /**
   * @param listener told of each plan when it has ended
   * @param complaints told why a broker could not be started
   */
  Campaign(
      Machine machine, Path directory, Consumer<PlanResult> listener, Consumer<String> complaints) {
    this.machine = machine;
    this.directory = directory;
    this.listener = listener;
    this.complaints = complaints;
  }

  Outcome run(long seed, int from, int count, int lanes) throws InterruptedException {
    Queue<Plan> plans =
        new ConcurrentLinkedQueue<>(
            IntStream.range(from, from + count)
                .mapToObj(
                    number -> Plan.draw(number, Plan.seedOf(seed, number), machine.possible()))
                .toList());
    List<Thread> threads = new ArrayList<>();
    for (int lane = 1; lane <= Math.min(lanes, count); lane++) {
      Path site = directory.resolve("site-" + lane);
      threads.add(Thread.ofPlatform().name("lane-" + lane).start(() -> work(plans, site)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    plans.forEach(plan -> end(lost(plan)));
    return outcome();
  }

  Outcome run(Plan plan) {
    work(new ConcurrentLinkedQueue<>(List.of(plan)), directory.resolve("site-1"));
    return outcome();
  }

  private Outcome outcome() {
    List<PlanResult> sorted =
        results.stream().sorted(Comparator.comparingInt(each -> each.plan().number())).toList();
    return new Outcome((System.nanoTime() - begun) / 1e9, machine.impossible(), sorted);
  }

  /** A broker that did not hold is not used again. */
  private void work(Queue<Plan> plans, Path path) {
    int opened = 0;
    int failures = 0;
    while (!plans.isEmpty() && failures < MOST_FAILURES) {
      opened++;
      try (Site site = Site.open(path.resolve("broker-" + opened))) {
        Thread stop = new Thread(site::close);
        Runtime.getRuntime().addShutdownHook(stop);
        while (work(plans, site)) {
          // Until there is none left, or the broker is not as it should be.
        }
        Runtime.getRuntime().removeShutdownHook(stop);
      } catch (EnvironmentException e) {
        failures++;
        complaints.accept(String.valueOf(e.getMessage()));
      }
    }
  }

  private boolean work(Queue<Plan> plans, Site site) {
    Plan plan = plans.poll();
    if (plan == null) {
      return false;
    }
    PlanResult result = new PlanRun(plan, site, machine).run();
    end(result);
    return result.held();
  }

  private void end(PlanResult result) {
    results.add(result);
    synchronized (listener) {
      listener.accept(result);
    }
  }

  private static PlanResult lost(Plan plan) {
    return new PlanResult(
        plan, List.of(), List.of(), List.of("not run: its site could not be opened"), 0, 0, 0, 0);
  }
}
