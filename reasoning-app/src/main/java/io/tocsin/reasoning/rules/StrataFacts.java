package io.tocsin.reasoning.rules;

import io.tocsin.schemas.signal.StratifiedMeasures;
import io.tocsin.schemas.signal.StratifiedMeasures.Subgroup;
import java.util.Locale;

/** Spells out what adjusting for strata gives, and how patient groups differ. */
final class StrataFacts {
  private StrataFacts() {}

  static void write(FactSheet sheet, StratifiedMeasures stratified) {
    sheet.number(
        FactIds.STRATIFIED_EXPECTED,
        "expected reports of the pair, adjusted for strata",
        stratified.expected());
    sheet.estimate(
        FactIds.STRATIFIED_IC, "information component, adjusted for strata", stratified.ic());
    sheet.estimate(
        FactIds.STRATIFIED_EBGM,
        "empirical Bayes geometric mean, adjusted for strata",
        stratified.ebgm());
    stratified.subgroups().forEach(group -> group(sheet, group));
  }

  private static void group(FactSheet sheet, Subgroup group) {
    String id =
        FactIds.subgroup(
            group.dimension().toLowerCase(Locale.ROOT), group.group().toLowerCase(Locale.ROOT));
    String whom = " with %s %s".formatted(group.dimension(), group.group());
    sheet.number(id + ".n11", "reports of the pair" + whom, group.table().n11());
    sheet.number(id + ".expected", "expected reports of the pair" + whom, group.expected());
    sheet.number(
        FactIds.lower(id + ".ic"),
        "information component, lower bound, of reports" + whom,
        group.ic().lower());
  }
}
