package io.tocsin.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.ingest.MalformedReports;
import io.tocsin.local.CommandRun;
import io.tocsin.schemas.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DemoCommandTest {
  /** The golden lower bounds of the PRR were made with the normal quantile cut to six digits. */
  private static final double SIX_DIGITS = 1e-7;

  @Test
  void theReplayRingsForRotaShieldOnTheFifteenthOfJulyAndRefusesWhatIsMalformed()
      throws IOException {
    CommandRun run = CommandRun.of("demo", "--exit-after-replay", "--malformed=1000", "--port=0");

    assertThat(run.exitCode()).as(run.err()).isZero();
    JsonNode summary = Json.mapper().readTree(run.out().lines().toList().getLast());
    assertThat(summary.get("reports").asLong()).isEqualTo(22_072);
    assertThat(summary.get("pairs").asLong()).isEqualTo(10_746);
    assertThat(summary.get("differences").asLong()).isZero();
    assertThat(summary.get("repetitions").asLong()).isZero();
    assertThat(summary.get("first_above").asText()).isEqualTo("1999-07-15");
    assertThat(summary.at("/end/n11").asLong()).isEqualTo(34);
    assertThat(summary.at("/end/total").asLong()).isEqualTo(22_072);
    assertThat(summary.at("/alert/signal/as_of").asText()).isEqualTo("1999-07-15");
    assertThat(summary.at("/alert/to_level").asText()).isIn("high", "critical");
    assertThat(summary.at("/detection/engine").asText()).isEqualTo("rules");
    assertThat(summary.at("/detection/alert/alert_id")).isEqualTo(summary.at("/alert/alert_id"));
    assertThat(summary.get("dead_letters")).isEqualTo(summary.get("malformed"));
    assertThat(summary.get("dead_letters")).hasSize(MalformedReports.KINDS.size());
    assertTimeline(summary.get("timeline"));
  }

  private static void assertTimeline(JsonNode timeline) throws IOException {
    List<String[]> golden = golden();
    assertThat(timeline).hasSize(golden.size());
    for (int i = 0; i < golden.size(); i++) {
      String[] expected = golden.get(i);
      JsonNode row = timeline.get(i);
      assertThat(row.get("date").asText()).isEqualTo(expected[0]);
      assertThat(row.get("drug").asLong()).isEqualTo(Long.parseLong(expected[1]));
      assertThat(row.get("event").asLong()).isEqualTo(Long.parseLong(expected[2]));
      assertThat(row.get("n11").asLong()).isEqualTo(Long.parseLong(expected[3]));
      assertThat(row.get("total").asLong()).isEqualTo(Long.parseLong(expected[4]));
      close(row, "expected", expected[5], 1e-12);
      close(row, "prr", expected[6], 1e-12);
      close(row, "prr025", expected[7], SIX_DIGITS);
      close(row, "ic025", expected[8], 1e-9);
      close(row, "chi_squared", expected[9], 1e-9);
    }
  }

  private static void close(JsonNode row, String field, String golden, double relative) {
    double expected = Double.parseDouble(golden);
    assertThat(row.get(field).asDouble())
        .as("%s on %s", field, row.get("date").asText())
        .isCloseTo(expected, within(Math.abs(expected) * relative));
  }

  private static List<String[]> golden() throws IOException {
    InputStream file =
        Objects.requireNonNull(
            DemoCommandTest.class.getResourceAsStream("rotashield-timeline-1998-1999.csv"));
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
      return lines.lines().skip(1).map(line -> line.split(",", -1)).toList();
    }
  }
}
