package io.tocsin.batch.analysis;

import io.tocsin.batch.counting.CountedReports;
import io.tocsin.schemas.signal.ContingencyTable;
import io.tocsin.scoring.strata.PairStrata;
import io.tocsin.scoring.strata.StratumCounts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reports by pair, drug and event, and by stratum. */
public final class PairCounts {
  private static final StratumCounts NOT_NEEDED = new StratumCounts();

  private final CountedReports reports;
  private final Margins margins;
  private final int[] pairs;
  private final long[] drugs;
  private final long[] events;
  private final List<StratumCounts> drugStrata = new ArrayList<>();
  private final List<StratumCounts> eventStrata = new ArrayList<>();
  private final StratumCounts allStrata = new StratumCounts();
  private long total;

  private PairCounts(CountedReports reports, Margins margins) {
    this.reports = reports;
    this.margins = margins;
    this.pairs = new int[reports.pairs()];
    this.drugs = new long[reports.drugs().size()];
    this.events = new long[reports.events().size()];
    if (reports.strata() > 0) {
      reports.drugs().forEach(drug -> drugStrata.add(new StratumCounts()));
      reports.events().forEach(event -> eventStrata.add(new StratumCounts()));
    }
  }

  /** Counts all reports. */
  public static PairCounts of(CountedReports reports, Margins margins) {
    PairCounts counts = new PairCounts(reports, margins);
    counts.count();
    return counts;
  }

  private void count() {
    int[] lastOfDrug = new int[drugs.length];
    int[] lastOfEvent = new int[events.length];
    Arrays.fill(lastOfDrug, -1);
    Arrays.fill(lastOfEvent, -1);
    boolean cells = margins == Margins.CELLS;
    for (int report = 0; report < reports.reports(); report++) {
      int end = reports.endOfPairs(report);
      for (int place = reports.firstPair(report); place < end; place++) {
        int pair = reports.pairAt(place);
        int drug = reports.drugOf(pair);
        int event = reports.eventOf(pair);
        pairs[pair]++;
        if (cells || lastOfDrug[drug] != report) {
          lastOfDrug[drug] = report;
          add(drugs, drugStrata, drug, report);
        }
        if (cells || lastOfEvent[event] != report) {
          lastOfEvent[event] = report;
          add(events, eventStrata, event, report);
        }
        if (cells) {
          addToTotal(report);
        }
      }
      if (!cells) {
        addToTotal(report);
      }
    }
  }

  private void add(long[] margin, List<StratumCounts> strata, int name, int report) {
    margin[name]++;
    if (!strata.isEmpty()) {
      strata.get(name).add(reports.stratumOf(report), 1);
    }
  }

  private void addToTotal(int report) {
    total++;
    if (!drugStrata.isEmpty()) {
      allStrata.add(reports.stratumOf(report), 1);
    }
  }

  /** What was counted. */
  public CountedReports reports() {
    return reports;
  }

  /** Reports that name a pair. */
  public int reportsOf(int pair) {
    return pairs[pair];
  }

  /** The margin of a drug. */
  public long drug(int drug) {
    return drugs[drug];
  }

  /** The margin of an event. */
  public long event(int event) {
    return events[event];
  }

  /** All reports, or the sum of all cells. */
  public long total() {
    return total;
  }

  /** The table of a pair. */
  public ContingencyTable table(int pair) {
    return ContingencyTable.ofMargins(
        pairs[pair], drugs[reports.drugOf(pair)], events[reports.eventOf(pair)], total);
  }

  /** Whether there are strata. */
  public boolean stratified() {
    return !drugStrata.isEmpty();
  }

  /** The count of a pair expected from the margins within each stratum, summed. */
  public double stratifiedExpected(int pair) {
    return new PairStrata(
            NOT_NEEDED,
            drugStrata.get(reports.drugOf(pair)),
            eventStrata.get(reports.eventOf(pair)),
            allStrata)
        .expected();
  }
}
