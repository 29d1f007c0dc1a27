package io.tocsin.batch.masking;

import com.carrotsearch.hppc.IntIntHashMap;
import com.carrotsearch.hppc.LongIntHashMap;
import com.carrotsearch.hppc.cursors.IntIntCursor;
import io.tocsin.batch.counting.CountedReports;
import io.tocsin.schemas.signal.ContingencyTable;
import io.tocsin.scoring.masking.Masking;
import io.tocsin.scoring.masking.Overlap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds maskers, exactly. Drugs that share no report with the pair's drug mask the more the rarer
 * the event is without them, so each event's drugs are tried in that order, and no more of them
 * once none that is left can do better.
 */
public final class MaskingSearch {
  private final CountedReports reports;
  private final IntFunction<ContingencyTable> tables;
  private final ReportNames names;

  /**
   * @param tables of the pairs, from distinct reports
   */
  public MaskingSearch(CountedReports reports, IntFunction<ContingencyTable> tables) {
    this.reports = reports;
    this.tables = tables;
    this.names = new ReportNames(reports);
  }

  /**
   * The strongest masker of each pair with enough reports; null for a pair that none masks.
   * Searches on all processors.
   */
  public @Nullable Masker[] strongest(long minReports) {
    @Nullable Masker[] found = new @Nullable Masker[reports.pairs()];
    List<List<Integer>> pairsOfEvents = pairsOfEvents(minReports);
    IntStream.range(0, reports.events().size())
        .parallel()
        .filter(event -> !pairsOfEvents.get(event).isEmpty())
        .forEach(
            event -> {
              EventDrugs drugs = new EventDrugs(event);
              for (int pair : pairsOfEvents.get(event)) {
                found[pair] = drugs.strongest(pair);
              }
            });
    return found;
  }

  /** All drugs that mask a pair, the strongest first. */
  public List<Masker> maskersOf(int pair) {
    EventDrugs drugs = new EventDrugs(reports.eventOf(pair));
    List<Masker> maskers = new ArrayList<>();
    for (Candidate candidate : drugs.candidates) {
      Masker masker = drugs.masker(pair, candidate);
      if (masker != null) {
        maskers.add(masker);
      }
    }
    maskers.sort(Comparator.comparingDouble(Masker::gain).reversed());
    return maskers;
  }

  private List<List<Integer>> pairsOfEvents(long minReports) {
    List<List<Integer>> pairs = new ArrayList<>();
    reports.events().forEach(event -> pairs.add(new ArrayList<>()));
    for (int pair = 0; pair < reports.pairs(); pair++) {
      if (tables.apply(pair).n11() >= minReports) {
        pairs.get(reports.eventOf(pair)).add(pair);
      }
    }
    return pairs;
  }

  /**
   * A drug that was reported with an event.
   *
   * @param withEvent reports that name both
   * @param eventShare share of the event among the reports that do not name the drug
   */
  private record Candidate(int drug, int withEvent, double eventShare) {}

  /** The drugs reported with one event. */
  private final class EventDrugs {
    private final int event;
    private final List<Candidate> candidates = new ArrayList<>();
    private final LongIntHashMap withBoth = new LongIntHashMap();

    EventDrugs(int event) {
      this.event = event;
      IntIntHashMap withEvent = new IntIntHashMap();
      for (int at = names.firstReport(event); at < names.endOfReports(event); at++) {
        int report = names.reportAt(at);
        for (int drug = names.firstDrug(report); drug < names.endOfDrugs(report); drug++) {
          withEvent.addTo(names.drugAt(drug), 1);
        }
        countPairs(report);
      }
      int total = reports.reports();
      int margin = names.endOfReports(event) - names.firstReport(event);
      for (IntIntCursor drug : withEvent) {
        double others = (double) total - names.reportsOfDrug(drug.key);
        double share = others == 0 ? 0 : (margin - drug.value) / others;
        candidates.add(new Candidate(drug.key, drug.value, share));
      }
      candidates.sort(
          Comparator.comparingDouble(Candidate::eventShare).thenComparingInt(Candidate::drug));
    }

    /** Counts, for each drug that a report names with the event, the other drugs it names. */
    private void countPairs(int report) {
      for (int at = reports.firstPair(report); at < reports.endOfPairs(report); at++) {
        int pair = reports.pairAt(at);
        if (reports.eventOf(pair) == event) {
          int drug = reports.drugOf(pair);
          for (int other = names.firstDrug(report); other < names.endOfDrugs(report); other++) {
            if (names.drugAt(other) != drug) {
              withBoth.addTo((long) drug << Integer.SIZE | names.drugAt(other), 1);
            }
          }
        }
      }
    }

    @Nullable Masker strongest(int pair) {
      ContingencyTable table = tables.apply(pair);
      int mostTogether = names.mostTogether(reports.drugOf(pair));
      Masker best = null;
      for (Candidate candidate : candidates) {
        double toBeat = best == null ? 0 : best.gain();
        if (Masking.gainAtMost(table, candidate.eventShare(), mostTogether) <= toBeat) {
          return best;
        }
        Masker masker = masker(pair, candidate);
        if (masker != null && masker.gain() > toBeat) {
          best = masker;
        }
      }
      return best;
    }

    /**
     * A candidate as masker of a pair; absent when it does not mask it or shares all its reports.
     */
    @Nullable Masker masker(int pair, Candidate candidate) {
      int drug = reports.drugOf(pair);
      if (candidate.drug() == drug) {
        return null;
      }
      Overlap overlap =
          new Overlap(
              names.reportsOfDrug(candidate.drug()),
              names.together(drug, candidate.drug()),
              candidate.withEvent(),
              withBoth.getOrDefault((long) drug << Integer.SIZE | candidate.drug(), 0));
      ContingencyTable table = tables.apply(pair);
      double gain = overlap.withBoth() < table.n11() ? Masking.gain(table, overlap) : 0;
      return gain > 0 ? new Masker(candidate.drug(), overlap, gain) : null;
    }
  }
}
