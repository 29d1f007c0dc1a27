package io.tocsin.local.recount;

import io.tocsin.schemas.model.FitMethod;
import io.tocsin.schemas.model.ModelParameters;
import io.tocsin.schemas.signal.Pair;
import io.tocsin.scoring.Model;
import io.tocsin.scoring.Prior;
import io.tocsin.scoring.prior.Fit;
import io.tocsin.scoring.prior.FitData;
import io.tocsin.scoring.prior.MarginHistogram;
import io.tocsin.scoring.prior.PairHistogram;
import io.tocsin.scoring.prior.PriorFitter;
import io.tocsin.scoring.prior.Refit;
import io.tocsin.scoring.prior.ZeroCells;
import java.util.Locale;
import java.util.Map;

/**
 * The model that the stream broadcast last, held against a fit to the recounted tables.
 *
 * @param version of the stream's model
 * @param method it was fitted by
 * @param batchMethod that the batch fit ended with
 * @param batch the batch fit's θ
 * @param effect largest relative difference of any pair's EBGM, EB05 or EB95 between the two θ
 */
public record ModelCheck(
    String version, FitMethod method, FitMethod batchMethod, Prior batch, double effect) {

  /** Up to so many combinations of a drug and an event, each is a point of the fit. */
  private static final long EACH_COMBINATION_UP_TO = 2_000_000;

  /** What was found, for a person. */
  public String line() {
    return String.format(
        Locale.ROOT,
        "model %s by %s: θ of a batch fit, by %s, changes no EBGM, EB05 or EB95 by more than %.3f"
            + " %%",
        version,
        words(method),
        words(batchMethod),
        100 * effect);
  }

  private static String words(FitMethod method) {
    return method.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  static ModelCheck of(PlainTables recounted, ModelParameters streamed) {
    Map<String, Margin> drugs = recounted.drugs();
    Map<String, Margin> events = recounted.events();
    PairHistogram pairs = new PairHistogram();
    for (Pair pair : recounted.pairs()) {
      pairs.add(recounted.reports(pair), recounted.table(pair).expected(), 1);
    }
    FitData data =
        (long) drugs.size() * events.size() <= EACH_COMBINATION_UP_TO
            ? eachCombination(recounted, drugs, events)
            : squashed(recounted, drugs, events, pairs);
    Prior held = Model.of(streamed).prior();
    Fit fit = PriorFitter.fit(data, held, "batch");
    return new ModelCheck(
        streamed.version(),
        streamed.method(),
        fit.method(),
        fit.prior(),
        Refit.effect(held, fit.prior(), pairs, 1));
  }

  private static FitData eachCombination(
      PlainTables recounted, Map<String, Margin> drugs, Map<String, Margin> events) {
    int size = drugs.size() * events.size();
    long[] counts = new long[size];
    double[] expected = new double[size];
    int i = 0;
    for (String drug : drugs.keySet()) {
      for (String event : events.keySet()) {
        Pair pair = new Pair(drug, event);
        counts[i] = recounted.reports(pair);
        expected[i] = recounted.table(pair).expected();
        i++;
      }
    }
    return FitData.of(counts, expected);
  }

  private static FitData squashed(
      PlainTables recounted,
      Map<String, Margin> drugs,
      Map<String, Margin> events,
      PairHistogram pairs) {
    MarginHistogram byDrug = new MarginHistogram();
    MarginHistogram byEvent = new MarginHistogram();
    drugs.values().forEach(margin -> byDrug.add(margin.reports(), 1));
    events.values().forEach(margin -> byEvent.add(margin.reports(), 1));
    return FitData.of(pairs, ZeroCells.of(byDrug, byEvent, recounted.all().reports(), pairs));
  }
}
