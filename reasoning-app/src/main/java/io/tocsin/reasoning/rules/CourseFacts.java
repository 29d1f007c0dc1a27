package io.tocsin.reasoning.rules;

import io.tocsin.schemas.signal.TemporalMeasures;
import io.tocsin.schemas.signal.TemporalMeasures.ChangePoint;
import io.tocsin.schemas.signal.TemporalMeasures.Spike;
import io.tocsin.schemas.signal.TemporalMeasures.Trend;
import org.jspecify.annotations.Nullable;

/** Spells out the course of a pair's reports in time. */
final class CourseFacts {
  private CourseFacts() {}

  static void write(FactSheet sheet, TemporalMeasures temporal) {
    spike(sheet, temporal.spike());
    change(sheet, temporal.changePoint());
    trend(sheet, temporal.trend());
    sheet.number(FactIds.NOVELTY, "how new the pair is, from 1 to 0", temporal.novelty());
    sheet.text(FactIds.EMERGING, "new, and reported more and more", Words.of(temporal.emerging()));
    sheet.number(FactIds.TEMPORAL_SCORE, "temporal score", temporal.score());
  }

  private static void spike(FactSheet sheet, @Nullable Spike spike) {
    if (spike != null) {
      sheet.text(FactIds.SPIKE_WEEK, "week with a spike, its Monday", spike.week());
      sheet.number(FactIds.SPIKE_REPORTS, "reports in the week of the spike", spike.reports());
      sheet.number(
          FactIds.SPIKE_BASELINE, "expected in that week from those before", spike.baseline());
      sheet.number(FactIds.SPIKE_Z, "standard deviations above that", spike.z());
      sheet.number(FactIds.SPIKE_P, "p of the spike", spike.p());
    }
  }

  private static void change(FactSheet sheet, @Nullable ChangePoint change) {
    if (change != null) {
      sheet.text(FactIds.CHANGE_WEEK, "first week at a new level, its Monday", change.week());
      sheet.number(FactIds.CHANGE_BEFORE, "mean weekly reports until then", change.before());
      sheet.number(FactIds.CHANGE_AFTER, "mean weekly reports from then on", change.after());
      sheet.number(FactIds.CHANGE_P, "p of the change of level", change.p());
    }
  }

  private static void trend(FactSheet sheet, @Nullable Trend trend) {
    if (trend != null) {
      sheet.text(FactIds.TREND, "direction of the trend", Words.of(trend.direction()));
      sheet.number(FactIds.TREND_GROWTH, "growth of ln(reports) per month", trend.monthlyGrowth());
      sheet.number(FactIds.TREND_GROWTH_P, "p of the growth", trend.growthP());
      sheet.number(
          FactIds.TREND_MANN_KENDALL_P, "p of the Mann-Kendall test", trend.mannKendallP());
      sheet.number(
          FactIds.TREND_DOUBLING_MONTHS,
          "months in which the reports double",
          trend.doublingMonths());
    }
  }
}
