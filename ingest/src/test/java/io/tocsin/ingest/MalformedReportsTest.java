package io.tocsin.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tocsin.schemas.deadletter.ErrorCode;
import io.tocsin.schemas.deadletter.InvalidRecordException;
import io.tocsin.schemas.report.AdverseEventReport;
import io.tocsin.schemas.report.ReportReader;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class MalformedReportsTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);

  @Test
  void everyReportIsRefusedForTheCauseItWasSpoiltFor() {
    for (MalformedReport report : some(1_000)) {
      switch (report.code()) {
        case EMPTY_VALUE -> assertThat(report.value()).isNull();
        case MISSING_KEY -> {
          assertThat(report.key()).isNull();
          assertThat(read(report).reportId()).startsWith("MALFORMED-");
        }
        case KEY_MISMATCH ->
            assertThat(read(report).reportId()).isNotEqualTo(new String(report.key(), UTF_8));
        default ->
            assertThat(
                    catchThrowableOfType(InvalidRecordException.class, () -> read(report)).code())
                .isEqualTo(report.code());
      }
    }
  }

  @Test
  void thereAreAtLeastTwentyKindsAndAllOfThemComeEquallyOften() {
    int kinds = MalformedReports.KINDS.size();
    assertThat(kinds).isGreaterThanOrEqualTo(20);

    List<ErrorCode> codes = some(3 * kinds).stream().map(MalformedReport::code).toList();

    for (int start = 0; start < codes.size(); start += kinds) {
      assertThat(EnumSet.copyOf(codes.subList(start, start + kinds)))
          .containsExactlyInAnyOrderElementsOf(MalformedReports.KINDS);
    }
  }

  @Test
  void theSameSeedGivesTheSameReports() {
    List<MalformedReport> first = some(100);
    List<MalformedReport> second = some(100);

    for (int i = 0; i < first.size(); i++) {
      assertThat(second.get(i).code()).isEqualTo(first.get(i).code());
      assertThat(second.get(i).key()).isEqualTo(first.get(i).key());
      assertThat(second.get(i).value()).isEqualTo(first.get(i).value());
    }
  }

  private static List<MalformedReport> some(int count) {
    MalformedReports reports = new MalformedReports(7);
    List<MalformedReport> some = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      some.add(reports.next());
    }
    return some;
  }

  private static AdverseEventReport read(MalformedReport report) {
    return new ReportReader().read(Objects.requireNonNull(report.value()), TODAY);
  }
}
