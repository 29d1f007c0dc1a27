package io.tocsin.local.recount;

import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.tocsin.schemas.signal.ContingencyTable;
import io.tocsin.schemas.signal.Pair;
import io.tocsin.schemas.signal.ScoredSignal;
import io.tocsin.schemas.signal.SignalObservation;
import io.tocsin.scoring.CountedPair;
import io.tocsin.scoring.Scorer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Computes published scores anew, from the recounted tables, with the model, the settings and the
 * as-of date that each names, and compares every figure.
 */
final class ScoreCheck {
  private static final String TABLE = "scores";

  private final PlainTables recounted;
  private final ScoreVersions versions;
  private final Recount.Depth depth;
  private final Verdicts<Pair> verdicts;
  private final Map<Pair, SignalObservation> observations = new HashMap<>();
  private final Map<Pair, ScoredSignal> doubtful = new HashMap<>();

  ScoreCheck(PlainTables recounted, ScoreVersions versions, Recount.Depth depth) {
    this.recounted = recounted;
    this.versions = versions;
    this.depth = depth;
    verdicts = new Verdicts<>(recounted.pairs());
  }

  /** Another detector's word on a pair, which its score rests on too. */
  void observe(Pair pair, @Nullable SignalObservation observation) {
    if (observation == null) {
      observations.remove(pair);
    } else {
      observations.put(pair, observation);
    }
  }

  /** A score was published. */
  void take(ScoredSignal published) {
    Pair pair = published.pair();
    List<Difference> found = judge(published);
    verdicts.put(pair, found);
    boolean maySettle = !found.isEmpty() && (sameTable(published) || recounted.reports(pair) == 0);
    if (maySettle) {
      doubtful.put(pair, published);
    } else {
      doubtful.remove(pair);
    }
  }

  /**
   * Looks again at what differed though its table does not: its model, settings or observation may
   * have come since.
   */
  void lookAgain() {
    List.copyOf(doubtful.values()).forEach(this::take);
  }

  private boolean sameTable(ScoredSignal published) {
    return recounted.table(published.pair()).equals(published.table());
  }

  private List<Difference> judge(ScoredSignal published) {
    Pair pair = published.pair();
    boolean counted = recounted.reports(pair) > 0;
    if (depth == Recount.Depth.COUNTS || (!counted && !observations.containsKey(pair))) {
      return ofReports(published);
    }
    if (counted && !sameTable(published)) {
      return Comparison.of(
          TABLE, pair.key(), Map.of("table", recounted.table(pair)), table(published));
    }
    return versions
        .scorer(published.priorVersion(), published.configVersion())
        .map(scorer -> Comparison.of(TABLE, pair.key(), score(scorer, published), published))
        .orElseGet(() -> List.of(unknownVersions(published)));
  }

  private List<Difference> ofReports(ScoredSignal published) {
    Pair pair = published.pair();
    ContingencyTable table = published.table();
    long reports = recounted.reports(pair);
    boolean onlyObserved = reports == 0 && observations.containsKey(pair);
    long published11 = table == null || onlyObserved ? 0 : table.n11();
    return Comparison.of(TABLE, pair.key(), Map.of("n11", reports), Map.of("n11", published11));
  }

  private static Map<String, ContingencyTable> table(ScoredSignal published) {
    return Optional.ofNullable(published.table())
        .map(table -> Map.of("table", table))
        .orElse(Map.of());
  }

  private ScoredSignal score(Scorer scorer, ScoredSignal published) {
    Pair pair = published.pair();
    SignalObservation observation = observations.get(pair);
    if (observation != null && recounted.reports(pair) == 0) {
      return scorer.score(observation, published.asOf(), published.scoredAt());
    }
    return scorer.score(
        new CountedPair(
            pair,
            recounted.table(pair),
            PlainSummary.summary(recounted.cases(pair)),
            recounted.strata(pair),
            observation),
        published.asOf(),
        published.scoredAt());
  }

  private static Difference unknownVersions(ScoredSignal published) {
    return new Difference(
        TABLE,
        published.pair().key(),
        "prior_version, config_version",
        NullNode.instance,
        TextNode.valueOf(published.priorVersion() + ", " + published.configVersion()));
  }

  /** All differences. */
  Stream<Difference> differences() {
    return verdicts.differences(
        pair -> Comparison.of(TABLE, pair.key(), Map.of("n11", recounted.reports(pair)), Map.of()));
  }

  /** Scores of counted pairs that were compared. */
  int compared() {
    return recounted.pairs().size() - verdicts.missing();
  }
}
