package io.tocsin.bench.scale;

import io.tocsin.schemas.report.AdverseEventReport;
import io.tocsin.schemas.signal.ContingencyTable;
import io.tocsin.schemas.signal.Pair;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the reports that were sent amount to, counted while they are sent. Not thread-safe. */
final class CountedTables {
  private final Map<String, Integer> drugs = new HashMap<>();
  private final Map<String, Integer> events = new HashMap<>();
  private final Map<Pair, Integer> pairs = new HashMap<>();
  private long reports;

  void add(AdverseEventReport report) {
    reports++;
    Set<String> namedDrugs = new HashSet<>();
    Set<String> namedEvents = new HashSet<>();
    report.drugs().forEach(drug -> namedDrugs.add(Pair.of(drug.name(), "").drug()));
    report.reactions().forEach(reaction -> namedEvents.add(Pair.of("", reaction.term()).event()));
    namedEvents.forEach(event -> events.merge(event, 1, Integer::sum));
    for (String drug : namedDrugs) {
      drugs.merge(drug, 1, Integer::sum);
      namedEvents.forEach(event -> pairs.merge(new Pair(drug, event), 1, Integer::sum));
    }
  }

  long reports() {
    return reports;
  }

  int drugs() {
    return drugs.size();
  }

  int events() {
    return events.size();
  }

  int pairs() {
    return pairs.size();
  }

  ContingencyTable table(Pair pair) {
    return ContingencyTable.ofMargins(
        pairs.getOrDefault(pair, 0),
        drugs.getOrDefault(pair.drug(), 0),
        events.getOrDefault(pair.event(), 0),
        reports);
  }

  /** Some pairs, of as many drugs as can be, the same each time. */
  List<Pair> sample(int size) {
    Map<String, Pair> byDrug = new HashMap<>();
    pairs.keySet().forEach(pair -> byDrug.merge(pair.drug(), pair, CountedTables::first));
    return byDrug.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .limit(size)
        .map(Map.Entry::getValue)
        .toList();
  }

  private static Pair first(Pair a, Pair b) {
    return a.key().compareTo(b.key()) <= 0 ? a : b;
  }
}
