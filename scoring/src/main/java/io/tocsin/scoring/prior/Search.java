package io.tocsin.scoring.prior;

import io.tocsin.scoring.Prior;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A search for the maximum of one likelihood from several starts: each on squashed data, then from
 * the best of their ends on all of it.
 *
 * @param agreed how many of the starts ended at the best
 */
record Search(Newton.Result optimum, int starts, int agreed) {
  private static final int SQUASHED_FROM_POINTS = 2_000;
  private static final double SQUASHED_WIDTH = Math.log1p(0.1);
  private static final int MUST_AGREE = 2;
  private static final double SAME_MAXIMUM = 1e-3;

  /** Published priors, and others between them, that lie in different parts of the space. */
  private static final List<Prior> STARTS =
      List.of(
          Prior.DUMOUCHEL_1999,
          new Prior("heavy tail", 0.2, 0.06, 1.4, 1.8, 0.1),
          new Prior("few associations", 3, 0.4, 2, 2, 0.05),
          new Prior("narrow middle", 1, 0.3, 10, 10, 0.2),
          new Prior("mostly below expectation", 1.5, 0.5, 0.3, 1, 0.3));

  static Search of(Function<FitData, Likelihood> likelihood, FitData data, Prior lastGood) {
    boolean squash = data.points() > SQUASHED_FROM_POINTS;
    Likelihood whole = likelihood.apply(data);
    Likelihood rough = squash ? likelihood.apply(data.squashed(SQUASHED_WIDTH)) : whole;
    List<Newton.Result> ends =
        Stream.concat(Stream.of(lastGood), STARTS.stream())
            .map(start -> Newton.maximise(rough, Theta.of(start).axes()))
            .sorted(Comparator.comparingDouble(Newton.Result::value).reversed())
            .toList();
    Newton.Result best = ends.getFirst();
    long agreed = ends.stream().filter(end -> best.value() - end.value() < SAME_MAXIMUM).count();
    Newton.Result optimum = Newton.maximise(whole, Theta.at(best.point()).ordered().axes());
    return new Search(optimum, ends.size(), (int) agreed);
  }

  /** Why the end of the search is no maximum to rely on. */
  Optional<String> refusal() {
    Optional<String> implausible = Plausibility.objection(Theta.at(optimum.point()).prior("tried"));
    if (implausible.isPresent()) {
      return implausible;
    }
    if (!optimum.converged()) {
      return Optional.of("no maximum within %d steps".formatted(optimum.steps()));
    }
    if (agreed < MUST_AGREE) {
      return Optional.of("only %d of %d starts ended at the best".formatted(agreed, starts));
    }
    return Optional.empty();
  }

  String summary() {
    return String.format(
        Locale.ROOT,
        "log-likelihood %.6f, reached from %d of %d starts",
        optimum.value(),
        agreed,
        starts);
  }
}
