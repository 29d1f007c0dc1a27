package io.tocsin.topology.counting;

import io.tocsin.schemas.report.ReportSource;
import io.tocsin.schemas.signal.CaseSummary;
import io.tocsin.schemas.signal.CaseSummary.WeekCount;
import io.tocsin.schemas.signal.SignalObservation;
import io.tocsin.topology.intake.Contribution.SeriousnessBits;
import io.tocsin.topology.intake.SourceCodes;
import io.tocsin.topology.state.BinaryReader;
import io.tocsin.topology.state.BinaryWriter;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is counted of one pair. */
final class PairCounts {
  private static final int WEEKS = 26;

  final DrugCounts drug;
  final String event;

  private int reports;
  private int serious;
  private int deaths;
  private int lifeThreatening;
  private int hospitalizations;
  private int disabilities;
  private int congenitalAnomalies;
  private final int[] bySource = new int[SourceCodes.COUNT];
  private DayCounts days = new DayCounts();
  @Nullable SignalObservation observation;

  /** Whether it has changed since it was last scored. */
  boolean waiting;

  /** Which round of frames it has waited since. */
  long waitingSince;

  boolean isChanged;
  boolean observationChanged;

  PairCounts(DrugCounts drug, String event) {
    this.drug = drug;
    this.event = event;
  }

  int reports() {
    return reports;
  }

  /** Whether nothing is left to remember. */
  boolean isVoid() {
    return reports == 0 && observation == null;
  }

  void add(int sign, int day, SeriousnessBits seriousness, ReportSource source) {
    reports += sign;
    serious += seriousness.serious() ? sign : 0;
    deaths += seriousness.death() ? sign : 0;
    lifeThreatening += seriousness.lifeThreatening() ? sign : 0;
    hospitalizations += seriousness.hospitalization() ? sign : 0;
    disabilities += seriousness.disability() ? sign : 0;
    congenitalAnomalies += seriousness.congenitalAnomaly() ? sign : 0;
    bySource[SourceCodes.of(source)] += sign;
    days.add(day, sign);
  }

  CaseSummary cases() {
    Map<ReportSource, Long> sources = new EnumMap<>(ReportSource.class);
    for (int code = 0; code < bySource.length; code++) {
      if (bySource[code] > 0) {
        sources.put(SourceCodes.source(code), (long) bySource[code]);
      }
    }
    return new CaseSummary(
        serious,
        deaths,
        lifeThreatening,
        hospitalizations,
        disabilities,
        congenitalAnomalies,
        days.isEmpty() ? null : LocalDate.ofEpochDay(days.day(0)),
        days.isEmpty() ? null : LocalDate.ofEpochDay(days.day(days.size() - 1)),
        sources,
        weekly(),
        List.of(),
        null,
        List.of());
  }

  private List<WeekCount> weekly() {
    if (days.isEmpty()) {
      return List.of();
    }
    long firstMonday = monday(days.day(days.size() - 1)) - 7L * (WEEKS - 1);
    List<WeekCount> weeks = new ArrayList<>();
    long week = Long.MIN_VALUE;
    long count = 0;
    for (int i = 0; i < days.size(); i++) {
      long monday = monday(days.day(i));
      if (monday < firstMonday) {
        continue;
      }
      if (monday != week && count != 0) {
        weeks.add(new WeekCount(LocalDate.ofEpochDay(week), count));
        count = 0;
      }
      week = monday;
      count += days.reports(i);
    }
    weeks.add(new WeekCount(LocalDate.ofEpochDay(week), count));
    return weeks;
  }

  private static long monday(int day) {
    return LocalDate.ofEpochDay(day)
        .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
        .toEpochDay();
  }

  void write(BinaryWriter out) {
    out.writeVarint(reports)
        .writeByte(waiting ? 1 : 0)
        .writeVarint(serious)
        .writeVarint(deaths)
        .writeVarint(lifeThreatening)
        .writeVarint(hospitalizations)
        .writeVarint(disabilities)
        .writeVarint(congenitalAnomalies);
    int sources = 0;
    for (int count : bySource) {
      sources += count == 0 ? 0 : 1;
    }
    out.writeByte(sources);
    for (int code = 0; code < bySource.length; code++) {
      if (bySource[code] != 0) {
        out.writeByte(code).writeVarint(bySource[code]);
      }
    }
    days.write(out);
  }

  void restore(BinaryReader in) {
    reports = in.readInt();
    waiting = in.readByte() == 1;
    serious = in.readInt();
    deaths = in.readInt();
    lifeThreatening = in.readInt();
    hospitalizations = in.readInt();
    disabilities = in.readInt();
    congenitalAnomalies = in.readInt();
    Arrays.fill(bySource, 0);
    for (int left = in.readByte(); left > 0; left--) {
      bySource[in.readByte()] = in.readInt();
    }
    days = DayCounts.read(in);
  }

  /** Forgets all counts, as when its changelog entry was removed. */
  void clear() {
    reports = 0;
    waiting = false;
    serious = 0;
    deaths = 0;
    lifeThreatening = 0;
    hospitalizations = 0;
    disabilities = 0;
    congenitalAnomalies = 0;
    Arrays.fill(bySource, 0);
    days = new DayCounts();
  }
}
