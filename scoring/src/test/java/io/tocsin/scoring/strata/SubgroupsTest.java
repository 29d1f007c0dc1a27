package io.tocsin.scoring.strata;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.schemas.report.Sex;
import io.tocsin.schemas.signal.ContingencyTable;
import io.tocsin.scoring.strata.Subgroups.Subgroup;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SubgroupsTest {
  private static final Strata ALL = new Strata(true, true, true);
  private static final Strata YEARS = new Strata(false, false, true);

  private final StratumCounts pair = new StratumCounts();
  private final StratumCounts drug = new StratumCounts();
  private final StratumCounts event = new StratumCounts();
  private final StratumCounts all = new StratumCounts();

  @Test
  void reportsOfAllYearsAndAgesMakeTheTableOfASex() {
    received(ALL, Sex.FEMALE, 30.0, 1998, 2, 10, 20, 100);
    received(ALL, Sex.FEMALE, 70.0, 1999, 1, 5, 4, 50);
    received(ALL, Sex.MALE, 30.0, 1999, 0, 7, 9, 80);

    assertThat(groups())
        .containsExactly(
            new Subgroup("sex", "female", ContingencyTable.ofMargins(3, 15, 24, 150)),
            new Subgroup("age", "18-44", ContingencyTable.ofMargins(2, 17, 29, 180)),
            new Subgroup("age", "65-74", ContingencyTable.ofMargins(1, 5, 4, 50)));
  }

  @Test
  void patientsOfWhomNothingIsKnownComeLast() {
    received(ALL, null, null, 1999, 1, 2, 3, 10);
    received(ALL, Sex.MALE, 1.0, 1999, 1, 2, 3, 10);

    assertThat(groups())
        .extracting(Subgroup::label)
        .containsExactly("male", "unknown", "28 days-23 months", "unknown");
  }

  @Test
  void aDimensionThatNothingIsStratifiedByHasNoGroups() {
    received(new Strata(true, false, true), Sex.FEMALE, 30.0, 1999, 2, 10, 20, 100);
    assertThat(groups()).extracting(Subgroup::dimension).containsExactly("sex");
  }

  @Test
  void strataOfYearsAloneHaveNoGroupsOfPatients() {
    received(YEARS, Sex.FEMALE, 30.0, 1999, 2, 10, 20, 100);
    assertThat(groups()).isEmpty();
  }

  @Test
  void aGroupThatTheMarginsDoNotCoverYetIsLeftOut() {
    received(ALL, Sex.FEMALE, 30.0, 1999, 2, 1, 20, 100);
    received(ALL, Sex.MALE, 70.0, 1999, 2, 20, 1, 100);
    received(ALL, null, 5.0, 1999, 2, 20, 80, 97);
    assertThat(groups()).isEmpty();
  }

  private void received(
      Strata by,
      @Nullable Sex sex,
      @Nullable Double age,
      int year,
      int ofPair,
      int ofDrug,
      int ofEvent,
      int ofAll) {
    int group = Stratum.group(sex, age);
    int stratum = Stratum.of(group, (int) LocalDate.of(year, 5, 1).toEpochDay(), by);
    pair.add(group, ofPair);
    drug.add(stratum, ofDrug);
    event.add(stratum, ofEvent);
    all.add(stratum, ofAll);
  }

  private List<Subgroup> groups() {
    return Subgroups.of(new PairStrata(pair, drug, event, all));
  }
}
