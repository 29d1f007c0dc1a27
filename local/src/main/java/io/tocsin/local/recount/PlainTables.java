package io.tocsin.local.recount;

import io.tocsin.schemas.signal.ContingencyTable;
import io.tocsin.schemas.signal.Pair;
import io.tocsin.scoring.strata.PairStrata;
import io.tocsin.scoring.strata.Strata;
import io.tocsin.scoring.strata.StratumCounts;
import io.tocsin.topology.counting.CountedReports;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reports by drug, by event and by pair, and all of them. */
final class PlainTables {
  private final Strata by;
  private final Map<String, Tally> drugs = new HashMap<>();
  private final Map<String, Tally> events = new HashMap<>();
  private final Map<Pair, List<PlainCase>> pairs = new HashMap<>();
  private final Tally all = new Tally();

  PlainTables(Strata by) {
    this.by = by;
  }

  private static final class Tally {
    private long reports;
    private final StratumCounts strata = new StratumCounts();
  }

  void add(PlainReport report) {
    count(all, report);
    for (String event : report.events()) {
      count(events.computeIfAbsent(event, name -> new Tally()), report);
    }
    for (int drug = 0; drug < report.drugs().size(); drug++) {
      count(drugs.computeIfAbsent(report.drugs().get(drug), name -> new Tally()), report);
      for (int event = 0; event < report.events().size(); event++) {
        addCase(report, drug, event);
      }
    }
  }

  private void count(Tally tally, PlainReport report) {
    tally.reports++;
    if (by.any()) {
      tally.strata.add(report.stratum(by), 1);
    }
  }

  private void addCase(PlainReport report, int drug, int event) {
    Pair pair = new Pair(report.drugs().get(drug), report.events().get(event));
    boolean hasFacts = !report.facts().isEmpty();
    pairs
        .computeIfAbsent(pair, name -> new ArrayList<>(1))
        .add(
            new PlainCase(
                report,
                hasFacts ? report.facts().get(drug * report.events().size() + event) : null));
  }

  /** N. */
  Margin all() {
    return margin(all);
  }

  Map<String, Margin> drugs() {
    return margins(drugs);
  }

  Map<String, Margin> events() {
    return margins(events);
  }

  /** Pairs that a report names. */
  Set<Pair> pairs() {
    return pairs.keySet();
  }

  private static Map<String, Margin> margins(Map<String, Tally> tallies) {
    return tallies.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, each -> margin(each.getValue())));
  }

  private static Margin margin(Tally tally) {
    return Margin.of(tally.reports, tally.strata);
  }

  /** Reports of a pair. */
  long reports(Pair pair) {
    return cases(pair).size();
  }

  /** All that is counted of a pair. */
  CountedReports counted(Pair pair) {
    return PlainSummary.of(cases(pair), by);
  }

  /** The reports of a pair. */
  List<PlainCase> cases(Pair pair) {
    return pairs.getOrDefault(pair, List.of());
  }

  /** The contingency table of a pair. */
  ContingencyTable table(Pair pair) {
    return ContingencyTable.ofMargins(
        reports(pair),
        tally(drugs, pair.drug()).reports,
        tally(events, pair.event()).reports,
        all.reports);
  }

  /** What is counted of a pair by stratum; absent when nothing is. */
  @Nullable PairStrata strata(Pair pair) {
    if (!by.any()) {
      return null;
    }
    StratumCounts groups = new StratumCounts();
    cases(pair).forEach(each -> groups.add(each.report().patientGroup(), 1));
    return new PairStrata(
        groups, tally(drugs, pair.drug()).strata, tally(events, pair.event()).strata, all.strata);
  }

  private static Tally tally(Map<String, Tally> tallies, String name) {
    Tally tally = tallies.get(name);
    return tally == null ? new Tally() : tally;
  }
}
