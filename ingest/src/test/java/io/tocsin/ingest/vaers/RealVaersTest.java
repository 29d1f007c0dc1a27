package io.tocsin.ingest.vaers;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.ingest.Recount;
import io.tocsin.ingest.ReportFeed;
import io.tocsin.ingest.RotaShieldTimeline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Against the release itself: {@code mvn -Preal-data -Dreal.data=DIRECTORY verify}. */
@Tag("real-data")
final class RealVaersTest {
  @Test
  void theReportsOf1998And1999AmountToTheKnownCounts() throws IOException {
    try (ReportFeed feed = open("vaers-1998-1999.zip")) {
      assertThat(feed.size()).isEqualTo(22_072);
      assertThat(feed.summary().skipped()).isEmpty();

      Recount recount = Recount.of(feed);

      assertThat(recount.reports()).isEqualTo(22_072);
      assertThat(Recount.total(recount.drugs())).isEqualTo(36_069);
      assertThat(Recount.total(recount.events())).isEqualTo(73_971);
      assertThat(recount.pairs()).hasSize(10_746);
      assertThat(Recount.total(recount.pairs())).isEqualTo(120_498);
    }
  }

  @Test
  void intussusceptionAfterRotaShieldFollowsTheTimelineOf1998And1999() throws IOException {
    assertTimeline(
        "vaers-1998-1999.zip",
        RotaShieldTimeline.known("/io/tocsin/ingest/replay/rotashield-timeline-1998-1999.csv"),
        22_072);
  }

  @Test
  void intussusceptionAfterRotaShieldFollowsTheTimelineOfTheDecade() throws IOException {
    assertTimeline(
        "vaers-1990-1999.zip",
        RotaShieldTimeline.known("/io/tocsin/ingest/vaers/rotashield-timeline-1990-1999.csv"),
        96_917);
  }

  private static void assertTimeline(String archive, List<RotaShieldTimeline> known, long reports)
      throws IOException {
    try (ReportFeed feed = open(archive)) {
      assertThat(feed.size()).isEqualTo(reports);
      assertThat(known).isNotEmpty();
      assertThat(RotaShieldTimeline.counted(feed, known)).isEqualTo(known);
    }
  }

  private static ReportFeed open(String archive) throws IOException {
    String directory =
        Objects.requireNonNull(
            System.getProperty("real.data"), "give the directory as -Dreal.data=DIRECTORY");
    return VaersReader.open(List.of(Path.of(directory, archive)), summary -> {});
  }
}
