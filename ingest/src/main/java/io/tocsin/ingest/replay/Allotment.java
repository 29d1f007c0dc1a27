package io.tocsin.ingest.replay;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Decides, for every event, how many reports of each combination of vaccines have it, so that the
 * counts of all pairs, vaccines and events are met exactly; and, where a combination is not known,
 * which vaccines the report names.
 */
final class Allotment {
  private static final int FEW_REPORTS = 12;
  private static final int ATTEMPTS = 20;

  private final Aggregates known;
  private final Random random;
  private final CombinationPool pool;
  private final List<List<EventSplit.Part>> byEvent = new ArrayList<>();

  private Allotment(Aggregates known, Random random) {
    this.known = known;
    this.random = random;
    pool = new CombinationPool(known);
    known.events().forEach(event -> byEvent.add(List.of()));
  }

  /**
   * An exact allotment.
   *
   * @throws IllegalStateException when the random numbers lead to none
   */
  static Allotment of(Aggregates known, Random random) {
    Allotment allotment = new Allotment(known, random);
    allotment.splitAndMakeUpWhatIsMissing();
    new OpenReports(allotment.pool, known.vaccines().size(), random)
        .decide(known.vaccinesPerReport());
    allotment.spread();
    allotment.cover();
    return allotment;
  }

  /** All combinations; their reports add up to all reports. */
  List<Combination> combinations() {
    return pool.combinations();
  }

  /** Reports that have each event, by combination. */
  Map<Combination, Map<Integer, Integer>> byCombination() {
    Map<Combination, Map<Integer, Integer>> events = new HashMap<>();
    for (int e = 0; e < byEvent.size(); e++) {
      for (EventSplit.Part part : byEvent.get(e)) {
        events
            .computeIfAbsent(part.combination(), _ -> new HashMap<>())
            .merge(e, part.reports(), Integer::sum);
      }
    }
    return events;
  }

  /** Rare events first: they leave the least choice, and what they need is made up for them. */
  private void splitAndMakeUpWhatIsMissing() {
    boolean loneVaccinesGiven = false;
    for (int event : eventsByReports()) {
      if (known.events().get(event).reports() > 1 && !loneVaccinesGiven) {
        giveLoneVaccinesTheirReport();
        loneVaccinesGiven = true;
      }
      EventSplit.Result split = affordableSplit(event);
      List<EventSplit.Part> parts = new ArrayList<>(split.parts());
      split.missing().forEach(set -> parts.add(new EventSplit.Part(pool.addReport(set), 1)));
      replace(event, parts);
    }
  }

  private EventSplit.Result affordableSplit(int event) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      EventSplit.Result split = split(event, List.of());
      if (pool.affords(split.missing())) {
        return split;
      }
    }
    throw new IllegalStateException(
        "no reports are left for what "
            + known.events().get(event).term()
            + " needs; change the seed");
  }

  /** A vaccine of one report in all is reported alone unless an event says otherwise. */
  private void giveLoneVaccinesTheirReport() {
    for (int v = 0; v < known.vaccines().size(); v++) {
      if (known.vaccines().get(v).reports() == 1 && pool.left(v) == 1) {
        BitSet alone = new BitSet();
        alone.set(v);
        pool.addReport(alone);
      }
    }
  }

  /** Splits the frequent events again, over all combinations. */
  private void spread() {
    for (int event : eventsByReports()) {
      if (known.events().get(event).reports() >= FEW_REPORTS) {
        List<EventSplit.Part> before = byEvent.get(event);
        replace(event, List.of());
        EventSplit.Result split = split(event, List.of());
        replace(event, split.missing().isEmpty() ? split.parts() : before);
      }
    }
  }

  /** Sees to it that every report can have an event. */
  private void cover() {
    List<Integer> frequentFirst = eventsByReports().reversed();
    for (Combination combination : pool.combinations()) {
      for (int i = 0; i < frequentFirst.size() && !combination.covered(); i++) {
        int event = frequentFirst.get(i);
        if (possible(combination, event) && !has(event, combination)) {
          EventSplit.Result split = split(event, List.of(combination));
          if (split.missing().isEmpty()) {
            replace(event, split.parts());
          }
        }
      }
      if (!combination.covered()) {
        throw new IllegalStateException("a report has no event; change the seed");
      }
    }
  }

  private boolean possible(Combination combination, int event) {
    return IntStream.of(combination.vaccines())
        .allMatch(v -> known.events().get(event).pairs()[v] > 0);
  }

  private boolean has(int event, Combination combination) {
    return byEvent.get(event).stream().anyMatch(part -> part.combination() == combination);
  }

  private EventSplit.Result split(int event, List<Combination> required) {
    return EventSplit.of(
        known.events().get(event).pairs(),
        known.events().get(event).reports(),
        pool.combinations(),
        required,
        random);
  }

  private void replace(int event, List<EventSplit.Part> parts) {
    byEvent.get(event).forEach(part -> part.combination().addMentions(-part.reports()));
    parts.forEach(part -> part.combination().addMentions(part.reports()));
    byEvent.set(event, List.copyOf(parts));
  }

  private List<Integer> eventsByReports() {
    return IntStream.range(0, known.events().size())
        .boxed()
        .sorted(Comparator.comparingInt(event -> known.events().get(event).reports()))
        .toList();
  }
}
