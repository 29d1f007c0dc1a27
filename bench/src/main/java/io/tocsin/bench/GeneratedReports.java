package io.tocsin.bench;

import io.tocsin.schemas.report.AdverseEventReport;
import io.tocsin.schemas.report.DrugRole;
import io.tocsin.schemas.report.Patient;
import io.tocsin.schemas.report.Reaction;
import io.tocsin.schemas.report.ReportSource;
import io.tocsin.schemas.report.ReportStatus;
import io.tocsin.schemas.report.ReportedDrug;
import io.tocsin.schemas.report.Seriousness;
import io.tocsin.schemas.report.Sex;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Reports of 1 to 3 drugs and 1 to 5 reactions (2 and 3 on average, so about 6 pairs), drawn with
 * falling frequency, and filled up to about 1.5 KB of JSON with a narrative. The same for the same
 * seed and mix.
 */
public final class GeneratedReports {
  private static final int DAYS = 730;
  private static final int NARRATIVE = 900;
  private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);

  private final Random random;
  private final Mix mix;

  /**
   * What reports are drawn from.
   *
   * @param skew exponent of the fall in frequency: 1 draws all names alike, 7 draws half of all
   *     reports from one name in 128
   */
  public record Mix(int drugs, int reactions, double skew) {
    /** 5,000 drugs and 10,000 reactions. */
    public static final Mix USUAL = new Mix(5_000, 10_000, 7);
  }

  /**
   * Reports of the usual mix.
   *
   * @param seed of the random numbers
   */
  public GeneratedReports(long seed) {
    this(seed, Mix.USUAL);
  }

  /**
   * Reports of the usual drugs and reactions.
   *
   * @param skew as that of a {@link Mix}
   */
  GeneratedReports(long seed, double skew) {
    this(seed, new Mix(Mix.USUAL.drugs(), Mix.USUAL.reactions(), skew));
  }

  /**
   * Reports of a mix.
   *
   * @param seed of the random numbers
   */
  public GeneratedReports(long seed, Mix mix) {
    random = new Random(seed);
    this.mix = mix;
  }

  /**
   * The next report.
   *
   * @param number of the report, from 0; it makes the report id
   * @param of how many reports; their receipt dates rise through two years
   */
  public AdverseEventReport next(long number, long of) {
    return new AdverseEventReport(
        "BENCH-" + number,
        1,
        ReportStatus.ACTIVE,
        ReportSource.FAERS,
        FIRST.plusDays(number * DAYS / of),
        null,
        "US",
        "physician",
        new Patient(
            random.nextBoolean() ? Sex.FEMALE : Sex.MALE, (double) random.nextInt(100), null),
        new Seriousness(
            random.nextInt(20) == 0, false, random.nextInt(3) == 0, false, false, false),
        drugs(),
        reactions(),
        narrative(),
        List.of());
  }

  private List<ReportedDrug> drugs() {
    List<ReportedDrug> drugs = new ArrayList<>();
    for (int index : distinct(1 + random.nextInt(3), mix.drugs())) {
      DrugRole role = drugs.isEmpty() ? DrugRole.PRIMARY_SUSPECT : DrugRole.SECONDARY_SUSPECT;
      drugs.add(ReportedDrug.of("DRUG NUMBER " + index, role));
    }
    return drugs;
  }

  private List<Reaction> reactions() {
    return distinct(1 + random.nextInt(5), mix.reactions()).stream()
        .map(index -> Reaction.of("Reaction number " + index))
        .toList();
  }

  /** How many pairs so many reports make. */
  static long pairs(long reports, double skew) {
    GeneratedReports generated = new GeneratedReports(0, skew);
    BitSet pairs = new BitSet(Mix.USUAL.drugs() * Mix.USUAL.reactions());
    for (long i = 0; i < reports; i++) {
      Set<Integer> reactions =
          generated.distinct(1 + generated.random.nextInt(5), Mix.USUAL.reactions());
      for (int drug : generated.distinct(1 + generated.random.nextInt(3), Mix.USUAL.drugs())) {
        reactions.forEach(reaction -> pairs.set(drug * Mix.USUAL.reactions() + reaction));
      }
    }
    return pairs.cardinality();
  }

  private Set<Integer> distinct(int size, int below) {
    Set<Integer> chosen = new LinkedHashSet<>();
    while (chosen.size() < size) {
      chosen.add((int) (below * Math.pow(random.nextDouble(), mix.skew())));
    }
    return chosen;
  }

  private String narrative() {
    StringBuilder text = new StringBuilder(NARRATIVE + 16);
    while (text.length() < NARRATIVE) {
      text.append(Long.toString(random.nextLong() >>> 34, 36)).append(' ');
    }
    return text.toString();
  }
}
