package io.tocsin.topology.model;

import io.tocsin.schemas.model.FitMethod;
import io.tocsin.schemas.model.ModelParameters;
import io.tocsin.schemas.model.ModelParameters.Significance;
import io.tocsin.schemas.model.ModelParameters.Theta;
import io.tocsin.scoring.Model;
import io.tocsin.scoring.Prior;
import io.tocsin.scoring.prior.FalseDiscovery;
import io.tocsin.scoring.prior.Fit;
import io.tocsin.scoring.prior.FitData;
import io.tocsin.scoring.prior.MarginHistogram;
import io.tocsin.scoring.prior.PriorFitter;
import io.tocsin.scoring.prior.Refit;
import io.tocsin.scoring.prior.ZeroCells;
import io.tocsin.topology.model.Populations.Merged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fits the model to a population, and says whether the new one is worth broadcasting. */
final class Refitter {
  /** Pairs with fewer reports do not hold a new θ up: no rule and no alert looks at them. */
  private static final long LEAST_REPORTS = 3;

  private static final String VERSION_PREFIX = "fit-";

  private final RefitSchedule schedule;
  private final Prior given;

  Refitter(RefitSchedule schedule, Prior given) {
    this.schedule = schedule;
    this.given = given;
  }

  /**
   * A population to fit to.
   *
   * @param reports N
   * @param rate false discovery rate to hold
   */
  record Task(Merged merged, MarginHistogram events, long reports, double rate) {

    /** Of a drug and an event; while the two are counted apart, no fewer than the pairs. */
    long combinations() {
      return Math.max(merged.pairs().pairs(), merged.drugs().size() * events.size());
    }

    FitData data() {
      ZeroCells zeroCells =
          reports > 0
              ? ZeroCells.of(merged.drugs(), events, reports, merged.pairs())
              : ZeroCells.NONE;
      return FitData.of(merged.pairs(), zeroCells);
    }
  }

  /**
   * What a look at a population led to.
   *
   * @param fitted whether the model was fitted, or there was nothing to fit it to
   * @param model to broadcast; absent when the held one stays
   */
  record Outcome(boolean fitted, @Nullable ModelParameters model) {}

  /**
   * Fits the model when that is due, or when the held θ explains the pairs worse than it did.
   *
   * @param held absent before the first fit
   */
  Outcome look(Task task, @Nullable ModelParameters held, boolean due, Instant now) {
    if (task.merged().pairs().pairs() < PriorFitter.FEWEST_PAIRS) {
      return new Outcome(due, null);
    }
    FitData data = task.data();
    return due || hasDrifted(data, held)
        ? new Outcome(true, refit(task, data, held, now))
        : new Outcome(false, null);
  }

  private boolean hasDrifted(FitData data, @Nullable ModelParameters held) {
    if (held == null || held.logLikelihood() == null || held.pairs() == 0) {
      return true;
    }
    double now = PriorFitter.logLikelihood(prior(held), data, held.method());
    return Math.abs(now / data.pairs() - held.logLikelihood() / held.pairs()) > schedule.drift();
  }

  /** The model to broadcast; none when the held one is as good. */
  private @Nullable ModelParameters refit(
      Task task, FitData data, @Nullable ModelParameters held, Instant now) {
    Prior last = prior(held);
    Fit fit = PriorFitter.fit(data, last, nextVersion(held));
    Significance significance =
        new Significance(
            task.rate(),
            FalseDiscovery.bound(task.merged().pairs(), task.combinations(), task.rate()));
    List<Double> quantiles = task.merged().scores().permilles();
    double effect = Refit.effect(last, fit.prior(), task.merged().pairs(), LEAST_REPORTS);
    boolean moved = fit.method() != FitMethod.LAST_GOOD && effect >= schedule.leastEffect();
    if (held == null || moved) {
      return broadcast(fit, task, significance, quantiles, now);
    }
    return standingMoved(held, significance, quantiles)
        ? keepTheta(held, effect, task, significance, quantiles, now)
        : null;
  }

  private static ModelParameters broadcast(
      Fit fit, Task task, Significance significance, List<Double> quantiles, Instant now) {
    Prior theta = fit.prior();
    return new ModelParameters(
        theta.version(),
        new Theta(theta.alpha1(), theta.beta1(), theta.alpha2(), theta.beta2(), theta.p()),
        fit.method(),
        Double.isFinite(fit.logLikelihood()) ? (Double) fit.logLikelihood() : null,
        fit.standardErrors(),
        task.merged().pairs().pairs(),
        task.reports(),
        significance,
        quantiles,
        now,
        fit.notes());
  }

  private static ModelParameters keepTheta(
      ModelParameters held,
      double effect,
      Task task,
      Significance significance,
      List<Double> quantiles,
      Instant now) {
    List<String> notes = new ArrayList<>();
    notes.add(
        "θ is kept: a new fit changes no EBGM, EB05 or EB95 by more than %.3f %%"
            .formatted(100 * effect));
    return new ModelParameters(
        nextVersion(held),
        held.prior(),
        held.method(),
        held.logLikelihood(),
        held.standardErrors(),
        held.pairs(),
        task.reports(),
        significance,
        quantiles,
        now,
        notes);
  }

  private boolean standingMoved(
      ModelParameters held, Significance significance, List<Double> quantiles) {
    Significance before = held.significance();
    if (before == null || before.rate() != significance.rate()) {
      return true;
    }
    double shift = Math.abs(significance.pAtMost() - before.pAtMost());
    if (shift >= schedule.leastShift() * Math.max(significance.pAtMost(), before.pAtMost())) {
      return true;
    }
    if (quantiles.size() != held.scoreQuantiles().size()) {
      return true;
    }
    for (int i = 0; i < quantiles.size(); i++) {
      if (Math.abs(quantiles.get(i) - held.scoreQuantiles().get(i)) >= schedule.leastShift()) {
        return true;
      }
    }
    return false;
  }

  private Prior prior(@Nullable ModelParameters held) {
    return held == null ? given : Model.of(held).prior();
  }

  private static String nextVersion(@Nullable ModelParameters held) {
    long last = 0;
    if (held != null && held.version().startsWith(VERSION_PREFIX)) {
      last = Long.parseLong(held.version().substring(VERSION_PREFIX.length()));
    }
    return VERSION_PREFIX + (last + 1);
  }
}
