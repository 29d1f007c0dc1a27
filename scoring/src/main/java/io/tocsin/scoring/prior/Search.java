package io.tocsin.scoring.prior;

import io.tocsin.scoring.Prior;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A search for the maximum of one likelihood from several starts, on coarser data; from the end
 * that is chosen it goes on to the maximum on all of it.
 *
 * <p>The likelihood can have more than one maximum. One that is higher by less than two units of
 * support is not told apart from another by the data (Edwards 1972): of such, the one that most
 * starts reach is chosen, so that noise does not throw θ from one to the other between refits.
 *
 * @param reached how many of the starts ended at the maximum that was chosen
 * @param missed by how much the highest end found was higher; 0 when it was chosen
 */
record Search(Newton.Result optimum, int starts, int reached, double missed) {
  private static final int COARSE_FROM_POINTS = 2_000;
  private static final double COARSE_WIDTH = Math.log1p(0.1);
  private static final double SAME_MAXIMUM = 1e-3;
  private static final double UNITS_OF_SUPPORT = 2;

  /** Published priors, and others between and around them. */
  private static final List<Prior> STARTS =
      List.of(
          Prior.DUMOUCHEL_1999,
          new Prior("heavy tail", 0.2, 0.06, 1.4, 1.8, 0.1),
          new Prior("few associations", 3, 0.4, 2, 2, 0.05),
          new Prior("many associations", 1, 0.2, 2, 2, 0.2),
          new Prior("few strong associations", 10, 1, 3, 2.5, 0.03),
          new Prior("narrow middle", 1, 0.3, 10, 10, 0.2),
          new Prior("mostly below expectation", 1.5, 0.5, 0.3, 1, 0.3));

  static Search of(Function<FitData, Likelihood> likelihood, FitData data, Prior lastGood) {
    boolean coarsen = data.points() > COARSE_FROM_POINTS;
    Likelihood whole = likelihood.apply(data);
    Likelihood rough = coarsen ? likelihood.apply(data.coarsened(COARSE_WIDTH)) : whole;
    List<Newton.Result> ends =
        Stream.concat(Stream.of(lastGood), STARTS.stream())
            .map(start -> Newton.maximise(rough, Theta.of(start).axes()))
            .sorted(Comparator.comparingDouble(Newton.Result::value).reversed())
            .toList();
    double highest = ends.getFirst().value();
    Newton.Result chosen =
        ends.stream()
            .filter(end -> highest - end.value() < UNITS_OF_SUPPORT)
            .max(Comparator.comparingInt(end -> reaching(end, ends)))
            .orElseThrow();
    Theta theta = Theta.at(chosen.point()).ordered();
    return new Search(
        Plausibility.objection(theta.prior("tried")).isPresent()
            ? chosen
            : Newton.maximise(whole, theta.axes()),
        ends.size(),
        reaching(chosen, ends),
        Math.max(0, highest - chosen.value() - SAME_MAXIMUM));
  }

  private static int reaching(Newton.Result maximum, List<Newton.Result> ends) {
    return (int)
        ends.stream().filter(end -> Math.abs(maximum.value() - end.value()) < SAME_MAXIMUM).count();
  }

  /** Why the end of the search is no maximum to rely on. */
  Optional<String> refusal() {
    Optional<String> objection = Plausibility.objection(Theta.at(optimum.point()).prior("tried"));
    if (objection.isPresent()) {
      return objection;
    }
    return optimum.converged()
        ? Optional.empty()
        : Optional.of("no maximum within %d steps".formatted(optimum.steps()));
  }

  /** What a person should know of the maximum. */
  String summary() {
    String reach =
        String.format(
            Locale.ROOT,
            "log-likelihood %.6f, reached from %d of %d starts",
            optimum.value(),
            reached,
            starts);
    return missed > 0
        ? reach + String.format(Locale.ROOT, "; fewer reached another, %.2f higher", missed)
        : reach;
  }
}
