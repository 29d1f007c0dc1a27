package io.tocsin.batch.masking;

import com.carrotsearch.hppc.LongIntHashMap;
import io.tocsin.batch.counting.CountedReports;
import java.util.Arrays;

/** The distinct drugs of each report, the reports of each event, and drugs reported together. */
final class ReportNames {
  private final int[] drugEnds;
  private final int[] drugs;
  private final int[] eventEnds;
  private final int[] reportsOfEvents;
  private final int[] reportsOfDrug;
  private final LongIntHashMap together = new LongIntHashMap();
  private final int[] mostTogether;

  ReportNames(CountedReports reports) {
    this.drugEnds = new int[reports.reports()];
    this.drugs = drugsOfReports(reports);
    this.eventEnds = new int[reports.events().size()];
    this.reportsOfEvents = reportsOfEvents(reports);
    this.reportsOfDrug = new int[reports.drugs().size()];
    this.mostTogether = new int[reports.drugs().size()];
    countTogether();
  }

  private int[] drugsOfReports(CountedReports reports) {
    int all = reports.reports() == 0 ? 0 : reports.endOfPairs(reports.reports() - 1);
    int[] found = new int[all];
    int size = 0;
    for (int report = 0; report < drugEnds.length; report++) {
      int begin = size;
      for (int at = reports.firstPair(report); at < reports.endOfPairs(report); at++) {
        int drug = reports.drugOf(reports.pairAt(at));
        if (size == begin || found[size - 1] != drug) {
          found[size++] = drug;
        }
      }
      drugEnds[report] = size;
    }
    return Arrays.copyOf(found, size);
  }

  private int[] reportsOfEvents(CountedReports reports) {
    int[] last = new int[eventEnds.length];
    Arrays.fill(last, -1);
    int[] next = new int[eventEnds.length + 1];
    for (int report = 0; report < drugEnds.length; report++) {
      for (int at = reports.firstPair(report); at < reports.endOfPairs(report); at++) {
        int event = reports.eventOf(reports.pairAt(at));
        if (last[event] != report) {
          last[event] = report;
          next[event + 1]++;
        }
      }
    }
    Arrays.parallelPrefix(next, Integer::sum);
    int[] found = new int[next[eventEnds.length]];
    Arrays.fill(last, -1);
    for (int report = 0; report < drugEnds.length; report++) {
      for (int at = reports.firstPair(report); at < reports.endOfPairs(report); at++) {
        int event = reports.eventOf(reports.pairAt(at));
        if (last[event] != report) {
          last[event] = report;
          found[next[event]++] = report;
        }
      }
    }
    System.arraycopy(next, 0, eventEnds, 0, eventEnds.length);
    return found;
  }

  private void countTogether() {
    for (int report = 0; report < drugEnds.length; report++) {
      for (int a = firstDrug(report); a < drugEnds[report]; a++) {
        reportsOfDrug[drugs[a]]++;
        for (int b = firstDrug(report); b < a; b++) {
          int reports = together.addTo(key(drugs[b], drugs[a]), 1);
          mostTogether[drugs[a]] = Math.max(mostTogether[drugs[a]], reports);
          mostTogether[drugs[b]] = Math.max(mostTogether[drugs[b]], reports);
        }
      }
    }
  }

  private static long key(int lower, int higher) {
    return (long) lower << Integer.SIZE | higher;
  }

  int firstDrug(int report) {
    return report == 0 ? 0 : drugEnds[report - 1];
  }

  int endOfDrugs(int report) {
    return drugEnds[report];
  }

  /** A drug of a report; those of one report rise. */
  int drugAt(int place) {
    return drugs[place];
  }

  int firstReport(int event) {
    return event == 0 ? 0 : eventEnds[event - 1];
  }

  int endOfReports(int event) {
    return eventEnds[event];
  }

  /** A report of an event. */
  int reportAt(int place) {
    return reportsOfEvents[place];
  }

  int reportsOfDrug(int drug) {
    return reportsOfDrug[drug];
  }

  /** Reports that name both drugs. */
  int together(int drug, int other) {
    return together.getOrDefault(key(Math.min(drug, other), Math.max(drug, other)), 0);
  }

  /** The most reports that a drug shares with any other. */
  int mostTogether(int drug) {
    return mostTogether[drug];
  }
}
