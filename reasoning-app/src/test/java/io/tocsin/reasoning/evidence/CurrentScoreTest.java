package io.tocsin.reasoning.evidence;

import static io.tocsin.reasoning.AlertBuilder.alert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.reasoning.AlertBuilder;
import io.tocsin.schemas.alert.Alert;
import io.tocsin.schemas.detection.Fact;
import io.tocsin.schemas.json.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class CurrentScoreTest {
  private static final Instant NOW = Instant.parse("2026-11-20T13:00:00Z");

  private final Alert alert = alert().build();

  @Test
  void howThePairStandsNowIsToldBesideTheAlert() throws Exception {
    try (WebServer scorer = WebServer.answering(200, scored(alert().table(7, 160, 1, 16850)));
        CurrentScore source = source(scorer.address())) {
      assertThat(byId(source.gather(alert)))
          .isEqualTo(
              Map.of(
                  "current.n11", "7",
                  "current.n11_change", "3",
                  "current.fusion", "0.82",
                  "current.fusion_change", "0.00",
                  "current.level", "high",
                  "current.as_of", "1999-07-15"));
    }
  }

  @Test
  void namesAreWrittenIntoTheAddressWhateverTheyHold() throws Exception {
    AlertBuilder odd = alert().of("a/b c+d?e", "f%g#h");
    try (WebServer scorer = WebServer.answering(200, scored(odd));
        CurrentScore source = source(URI.create(scorer.address() + "/"))) {
      source.gather(odd.build());

      assertThat(scorer.questions()).containsExactly("/api/v1/signals/A%2FB%20C%2BD%3FE/F%25G%23H");
    }
  }

  @Test
  void aPairThatNoReportNamesAnyMoreHasNoReports() throws Exception {
    String problem = "{\"type\":\"urn:tocsin:problem:unknown-pair\",\"status\":404}";
    try (WebServer scorer = WebServer.answering(404, problem);
        CurrentScore source = source(scorer.address())) {
      List<Fact> facts = source.gather(alert);

      assertThat(byId(facts)).isEqualTo(Map.of("current.n11", "0"));
      assertThat(facts.getFirst().at()).isEqualTo(NOW);
    }
  }

  @Test
  void nothingFoundByAnotherServiceIsNotTakenForNoReports() {
    try (WebServer other = WebServer.answering(404, "<html>not found</html>");
        CurrentScore source = source(other.address())) {
      assertThatThrownBy(() -> source.gather(alert)).hasMessage("it answered with status 404");
    }
  }

  @Test
  void aScoreOfAnotherPairIsNotTakenForThisOne() {
    try (WebServer scorer = WebServer.answering(200, scored(alert().of("aspirin", "rash")));
        CurrentScore source = source(scorer.address())) {
      assertThatThrownBy(() -> source.gather(alert)).hasMessage("it answered for another pair");
    }
  }

  @Test
  void whatIsNoScoreAndNoAnswerIsNamed() {
    try (WebServer garbage = WebServer.answering(200, "{}");
        CurrentScore source = source(garbage.address())) {
      assertThatThrownBy(() -> source.gather(alert)).hasMessage("its answer is no scored signal");
    }
    try (WebServer restoring = WebServer.answering(503, "{}");
        CurrentScore source = source(restoring.address())) {
      assertThatThrownBy(() -> source.gather(alert)).hasMessage("it answered with status 503");
    }
  }

  private static CurrentScore source(URI scorer) {
    return new CurrentScore(
        scorer, new HttpSource(Duration.ofSeconds(30), 1 << 18), Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private static String scored(AlertBuilder builder) {
    return new String(Json.write(builder.build().signal()), StandardCharsets.UTF_8);
  }

  private static Map<String, String> byId(List<Fact> facts) {
    return facts.stream()
        .collect(
            Collectors.toMap(
                Fact::id,
                fact ->
                    fact.value() == null
                        ? String.valueOf(fact.text())
                        : fact.value().toPlainString()));
  }
}
