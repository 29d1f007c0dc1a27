package io.tocsin.bench.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The runs of all contenders, one of each to a round. */
final class Rounds {
  private final Map<Contender, List<Run>> runs = new EnumMap<>(Contender.class);

  void add(Contender contender, Run run) {
    runs.computeIfAbsent(contender, each -> new ArrayList<>()).add(run);
  }

  /** All runs in their order, by contender. */
  Map<String, List<Run>> runs() {
    Map<String, List<Run>> all = new TreeMap<>();
    runs.forEach((contender, each) -> all.put(contender.label(), List.copyOf(each)));
    return all;
  }

  /** The median of each figure over a contender's runs; of two, their mean. */
  Run median(Contender contender) {
    return new Run(
        Math.round(median(contender, Run::reports)),
        median(contender, Run::seconds),
        median(contender, Run::cpuMicros),
        median(contender, Run::settledSeconds),
        median(contender, Run::settledCpuMicros),
        Math.round(median(contender, Run::pairs)),
        median(contender, Run::residentMegabytes),
        median(contender, Run::peakMegabytes),
        Map.of());
  }

  Map<String, Run> medians() {
    Map<String, Run> medians = new TreeMap<>();
    runs.keySet().forEach(contender -> medians.put(contender.label(), median(contender)));
    return medians;
  }

  /** The median of the reports per second, by contender. */
  Map<String, Double> rates() {
    Map<String, Double> rates = new TreeMap<>();
    runs.keySet()
        .forEach(
            contender -> rates.put(contender.label(), median(contender, Run::reportsPerSecond)));
    return rates;
  }

  /**
   * Ours by the others' figure, each the median over the rounds: of reports per second, until all
   * are counted and until all pairs are scored, and of the CPU time of the others by ours.
   */
  Map<String, Double> ratios() {
    Map<String, Double> ratios = new TreeMap<>();
    for (Contender other : List.of(Contender.PASS_THROUGH, Contender.NAIVE)) {
      String name = other.label();
      ratios.put("rate_by_" + name, ratio(other, Run::reportsPerSecond));
      ratios.put("rate_to_scored_by_" + name, ratio(other, Run::settledPerSecond));
      ratios.put("cpu_of_" + name + "_by_ours", 1 / ratio(other, Run::cpuMicros));
    }
    return ratios;
  }

  private double ratio(Contender other, ToDoubleFunction<Run> figure) {
    List<Run> ours = of(Contender.TOCSIN);
    List<Run> others = of(other);
    return median(
        IntStream.range(0, ours.size())
            .mapToDouble(
                round ->
                    figure.applyAsDouble(ours.get(round)) / figure.applyAsDouble(others.get(round)))
            .toArray());
  }

  private double median(Contender contender, ToDoubleFunction<Run> figure) {
    return median(of(contender).stream().mapToDouble(figure).toArray());
  }

  private List<Run> of(Contender contender) {
    return runs.getOrDefault(contender, List.of());
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
