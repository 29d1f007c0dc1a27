package io.tocsin.local.recount;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.tocsin.schemas.report.Seriousness;
import io.tocsin.schemas.signal.AssessedCases;
import io.tocsin.schemas.signal.CaseSummary;
import io.tocsin.schemas.signal.CaseSummary.MonthCount;
import io.tocsin.schemas.signal.CaseSummary.WeekCount;
import io.tocsin.schemas.signal.OnsetLatency;
import io.tocsin.scoring.causality.CaseAssessment;
import io.tocsin.scoring.causality.CaseAssessor;
import io.tocsin.scoring.causality.CaseFacts;
import io.tocsin.scoring.strata.Strata;
import io.tocsin.topology.counting.CountedReports;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Sums up the reports of a pair, one figure after the other. */
final class PlainSummary {
  private static final int WEEKS = 26;
  private static final int MONTHS = 36;

  private PlainSummary() {}

  static CountedReports of(List<PlainCase> cases, Strata strata) {
    return new CountedReports(
        cases.size(),
        strata.any() ? tally(cases, each -> each.report().patientGroup()) : Map.of(),
        tally(cases, each -> each.report().receiptDate()),
        summary(cases));
  }

  private static <K> Map<K, Integer> tally(List<PlainCase> cases, Function<PlainCase, K> key) {
    Map<K, Integer> tally = new TreeMap<>();
    cases.forEach(each -> tally.merge(key.apply(each), 1, Integer::sum));
    return tally;
  }

  static CaseSummary summary(List<PlainCase> cases) {
    if (cases.isEmpty()) {
      return CaseSummary.NONE;
    }
    List<LocalDate> dates = cases.stream().map(each -> each.report().receiptDate()).toList();
    LocalDate last = dates.stream().max(Comparator.naturalOrder()).orElseThrow();
    return new CaseSummary(
        count(cases, Seriousness::serious),
        count(cases, Seriousness::death),
        count(cases, Seriousness::lifeThreatening),
        count(cases, Seriousness::hospitalization),
        count(cases, Seriousness::disability),
        count(cases, Seriousness::congenitalAnomaly),
        dates.stream().min(Comparator.naturalOrder()).orElseThrow(),
        last,
        cases.stream().collect(groupingBy(each -> each.report().source(), counting())),
        periods(dates, PlainSummary::monday, monday(last).minusWeeks(WEEKS - 1)).entrySet().stream()
            .map(week -> new WeekCount(week.getKey(), week.getValue()))
            .toList(),
        periods(dates, PlainSummary::month, month(last).minusMonths(MONTHS - 1)).entrySet().stream()
            .map(month -> new MonthCount(month.getKey(), month.getValue()))
            .toList(),
        latency(cases),
        assessed(cases));
  }

  private static long count(List<PlainCase> cases, Predicate<Seriousness> criterion) {
    return cases.stream().filter(each -> criterion.test(each.report().seriousness())).count();
  }

  private static Map<LocalDate, Long> periods(
      List<LocalDate> dates, UnaryOperator<LocalDate> start, LocalDate first) {
    return dates.stream()
        .map(start)
        .filter(date -> !date.isBefore(first))
        .collect(groupingBy(Function.identity(), TreeMap::new, counting()));
  }

  private static LocalDate monday(LocalDate date) {
    return date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  }

  private static LocalDate month(LocalDate date) {
    return date.with(TemporalAdjusters.firstDayOfMonth());
  }

  private static @Nullable OnsetLatency latency(List<PlainCase> cases) {
    List<Integer> days =
        cases.stream()
            .map(PlainCase::facts)
            .filter(Objects::nonNull)
            .map(CaseFacts::onsetLatencyDays)
            .filter(Objects::nonNull)
            .filter(latency -> latency >= 0)
            .toList();
    return days.isEmpty()
        ? null
        : new OnsetLatency(
            between(days, 0, 1),
            between(days, 2, 7),
            between(days, 8, 30),
            between(days, 31, 90),
            between(days, 91, Integer.MAX_VALUE));
  }

  private static long between(List<Integer> days, int first, int last) {
    return days.stream().filter(day -> day >= first && day <= last).count();
  }

  private static List<AssessedCases> assessed(List<PlainCase> cases) {
    TreeMap<Integer, Long> byCode =
        cases.stream()
            .map(PlainCase::facts)
            .filter(Objects::nonNull)
            .map(CaseAssessor::assess)
            .filter(Objects::nonNull)
            .collect(groupingBy(CaseAssessment::code, TreeMap::new, counting()));
    return byCode.entrySet().stream()
        .map(each -> CaseAssessment.ofCode(each.getKey()).of(each.getValue()))
        .toList();
  }
}
