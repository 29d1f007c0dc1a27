package io.tocsin.ingest.replay;

import io.tocsin.schemas.report.Patient;
import io.tocsin.schemas.report.Seriousness;
import io.tocsin.schemas.report.Sex;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Sex, age and seriousness of the reports, in the shares known of each vaccine. */
final class Patients {
  private static final double WHOLE_YEARS_FROM = 2;
  private static final double OLDEST = 100;

  private final List<Draft> reports;
  private final List<Aggregates.VaccineFacts> vaccines;
  private final BitSet unknownSex;
  private final BitSet female;
  private final BitSet unknownAge;
  private final BitSet death;
  private final BitSet lifeThreatening;
  private final BitSet hospitalization;
  private final BitSet disability;
  private final double[] ranks;

  Patients(List<Draft> reports, List<Aggregates.VaccineFacts> vaccines, Random random) {
    this.reports = reports;
    this.vaccines = vaccines;
    Shares shares = new Shares(reports, vaccines);
    BitSet none = new BitSet();
    unknownSex = shares.choose(Aggregates.VaccineFacts::unknownSex, none, random);
    female = shares.choose(Aggregates.VaccineFacts::female, unknownSex, random);
    unknownAge = shares.choose(Aggregates.VaccineFacts::ageMissing, none, random);
    death = shares.choose(Aggregates.VaccineFacts::death, none, random);
    lifeThreatening = shares.choose(Aggregates.VaccineFacts::lifeThreatening, none, random);
    hospitalization = shares.choose(Aggregates.VaccineFacts::hospitalization, none, random);
    disability = shares.choose(Aggregates.VaccineFacts::disability, none, random);
    ranks = random.doubles(reports.size()).toArray();
  }

  Patient patient(int report) {
    Sex sex = unknownSex.get(report) ? null : female.get(report) ? Sex.FEMALE : Sex.MALE;
    return new Patient(sex, unknownAge.get(report) ? null : age(report), null);
  }

  Seriousness seriousness(int report) {
    return new Seriousness(
        death.get(report),
        lifeThreatening.get(report),
        hospitalization.get(report),
        disability.get(report),
        false,
        false);
  }

  /** The age of the same rank among the reports of each vaccine; of several, the middle one. */
  private @Nullable Double age(int report) {
    double[] ages =
        Arrays.stream(reports.get(report).vaccines())
            .mapToObj(vaccine -> vaccines.get(vaccine).ages())
            .filter(Objects::nonNull)
            .mapToDouble(quartiles -> quantile(quartiles, ranks[report]))
            .sorted()
            .toArray();
    if (ages.length == 0) {
      return null;
    }
    double years = ages[ages.length / 2];
    return years < WHOLE_YEARS_FROM ? Math.round(years * 10) / 10.0 : Math.floor(years);
  }

  /** Straight lines through the quartiles, as far beyond them as they are apart. */
  private static double quantile(Aggregates.Quartiles ages, double rank) {
    double[] points = {
      Math.max(0, 2 * ages.lower() - ages.median()),
      ages.lower(),
      ages.median(),
      ages.upper(),
      Math.min(OLDEST, 2 * ages.upper() - ages.median())
    };
    int quarter = Math.min(3, (int) (rank * 4));
    double within = rank * 4 - quarter;
    return points[quarter] + within * (points[quarter + 1] - points[quarter]);
  }
}
