package io.tocsin.bench.recovery;

import io.tocsin.schemas.report.AdverseEventReport;
import io.tocsin.schemas.report.DrugRole;
import io.tocsin.schemas.report.Patient;
import io.tocsin.schemas.report.Reaction;
import io.tocsin.schemas.report.ReportSource;
import io.tocsin.schemas.report.ReportStatus;
import io.tocsin.schemas.report.ReportedDrug;
import io.tocsin.schemas.report.Seriousness;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Reports of two drugs and four reactions, evenly drawn from 5 000 and 10 000, so that nearly each
 * of their eight pairs is a new one; and how many entries of state they make. The same every time.
 */
final class StateReports {
  private static final int DRUGS = 5_000;
  private static final int REACTIONS = 10_000;
  private static final int DRUGS_PER_REPORT = 2;
  private static final int REACTIONS_PER_REPORT = 4;
  private static final int DAYS = 730;
  private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);

  private final Random random = new Random(1);
  private final BitSet pairs = new BitSet();
  private long reports;

  /** Reports, pairs, drugs and events so far. */
  long entries() {
    return reports + pairs.cardinality() + DRUGS + REACTIONS;
  }

  long reports() {
    return reports;
  }

  int pairs() {
    return pairs.cardinality();
  }

  AdverseEventReport next() {
    Set<Integer> drugs = distinct(DRUGS_PER_REPORT, DRUGS);
    Set<Integer> reactions = distinct(REACTIONS_PER_REPORT, REACTIONS);
    drugs.forEach(drug -> reactions.forEach(reaction -> pairs.set(drug * REACTIONS + reaction)));
    return new AdverseEventReport(
        "STATE-" + reports++,
        1,
        ReportStatus.ACTIVE,
        ReportSource.OTHER,
        FIRST.plusDays(random.nextInt(DAYS)),
        null,
        null,
        null,
        Patient.UNKNOWN,
        new Seriousness(false, false, false, false, false, false),
        drugs.stream()
            .map(drug -> ReportedDrug.of("DRUG NUMBER " + drug, DrugRole.PRIMARY_SUSPECT))
            .toList(),
        reactions.stream().map(reaction -> Reaction.of("Reaction number " + reaction)).toList(),
        null,
        List.of());
  }

  private Set<Integer> distinct(int size, int below) {
    return random
        .ints(0, below)
        .distinct()
        .limit(size)
        .boxed()
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
