package io.tocsin.local.demo;

import io.tocsin.schemas.signal.ContingencyTable;
import io.tocsin.schemas.signal.Measures;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The live table of the watched pair at the end of a receipt date on which it was reported.
 *
 * @param date of receipt
 * @param n11 reports of the pair
 * @param drug reports of the drug
 * @param event reports of the event
 * @param total all reports
 * @param prr025 lower 95 % bound of the PRR
 * @param chiSquared with Yates' correction
 */
record TimelineRow(
    LocalDate date,
    long n11,
    long drug,
    long event,
    long total,
    double expected,
    @Nullable Double prr,
    @Nullable Double prr025,
    @Nullable Double ic025,
    @Nullable Double chiSquared) {

  static TimelineRow of(LocalDate date, ContingencyTable table, Measures measures) {
    return new TimelineRow(
        date,
        table.n11(),
        table.drugMargin(),
        table.eventMargin(),
        table.total(),
        table.expected(),
        measures.prr().value(),
        measures.prr().lower(),
        measures.ic().lower(),
        measures.chiSquared());
  }

  static String heading() {
    return "  receipt date    a  nDrug nEvent       N  expected      PRR   PRR025    IC025";
  }

  String line() {
    return String.format(
        Locale.ROOT,
        "  %s %6d %6d %6d %,7d %9.4f %8s %8s %8s",
        date,
        n11,
        drug,
        event,
        total,
        expected,
        figure(prr),
        figure(prr025),
        figure(ic025));
  }

  private static String figure(@Nullable Double value) {
    return value == null ? "–" : String.format(Locale.ROOT, "%.2f", value);
  }
}
