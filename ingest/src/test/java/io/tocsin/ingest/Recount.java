package io.tocsin.ingest;

import io.tocsin.schemas.report.AdverseEventReport;
import io.tocsin.schemas.report.Names;
import io.tocsin.schemas.report.Reaction;
import io.tocsin.schemas.report.ReportedDrug;
import io.tocsin.schemas.signal.Pair;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** A plain recount of reports, to compare with what is known of them. */
public final class Recount {
  private final Map<String, Integer> drugs = new HashMap<>();
  private final Map<String, Integer> events = new HashMap<>();
  private final Map<Pair, Integer> pairs = new HashMap<>();
  private int reports;

  /** Counts all reports that are left. */
  public static Recount of(Iterator<AdverseEventReport> reports) {
    Recount recount = new Recount();
    reports.forEachRemaining(recount::add);
    return recount;
  }

  public void add(AdverseEventReport report) {
    reports++;
    List<String> names =
        report.drugs().stream().map(ReportedDrug::name).map(Names::normalize).toList();
    List<String> terms =
        report.reactions().stream().map(Reaction::term).map(Names::normalize).toList();
    names.forEach(name -> drugs.merge(name, 1, Integer::sum));
    terms.forEach(term -> events.merge(term, 1, Integer::sum));
    for (String name : names) {
      for (String term : terms) {
        pairs.merge(new Pair(name, term), 1, Integer::sum);
      }
    }
  }

  public int reports() {
    return reports;
  }

  public Map<String, Integer> drugs() {
    return drugs;
  }

  public Map<String, Integer> events() {
    return events;
  }

  public Map<Pair, Integer> pairs() {
    return pairs;
  }

  public int drug(String name) {
    return drugs.getOrDefault(name, 0);
  }

  public int event(String term) {
    return events.getOrDefault(term, 0);
  }

  public int pair(String name, String term) {
    return pairs.getOrDefault(new Pair(name, term), 0);
  }

  public static int total(Map<?, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }
}
