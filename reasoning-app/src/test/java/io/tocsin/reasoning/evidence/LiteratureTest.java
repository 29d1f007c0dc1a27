package io.tocsin.reasoning.evidence;

import static io.tocsin.reasoning.AlertBuilder.alert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.schemas.alert.Alert;
import io.tocsin.schemas.detection.Fact;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LiteratureTest {
  private final Alert alert = alert().build();

  @Test
  void publicationsAreToldWithIdYearAndWhatTheySay() throws Exception {
    String answer =
        """
        [{"id":"10.1056/NEJM200102223440804","title":"Intussusception among infants given an oral
         rotavirus vaccine","year":2001,"abstract":"429 infants were studied.","journal":"x"},
         {"id":"PMID:2","title":"A letter","year":1999,"abstract":null}]
        """
            .replace("\n ", " ");
    try (WebServer service = WebServer.answering(200, answer);
        Literature source = source(service.address())) {
      List<Fact> facts = source.gather(alert);

      assertThat(facts).extracting(Fact::id).containsExactly("literature.1", "literature.2");
      assertThat(facts)
          .extracting(Fact::text)
          .containsExactly(
              "10.1056/NEJM200102223440804 (2001): Intussusception among infants given an oral"
                  + " rotavirus vaccine. 429 infants were studied.",
              "PMID:2 (1999): A letter");
      assertThat(facts.getFirst().at()).isEqualTo(Instant.parse("2001-01-01T00:00:00Z"));
    }
  }

  @Test
  void theServiceIsAskedForDrugAndEvent() throws Exception {
    try (WebServer service = WebServer.answering(200, "[]");
        Literature plain = source(service.address().resolve("/search"));
        Literature withKey = source(service.address().resolve("/search?source=all"))) {
      Alert odd = alert().of("a&b", "c=d e").build();
      plain.gather(odd);
      withKey.gather(odd);

      assertThat(service.questions())
          .containsExactly(
              "/search?drug=A%26B&event=C%3DD+E", "/search?source=all&drug=A%26B&event=C%3DD+E");
    }
  }

  @Test
  void noMoreThanFivePublicationsAreTold() throws Exception {
    String many =
        IntStream.rangeClosed(1, 9)
            .mapToObj("{\"id\":\"%1$d\",\"title\":\"t\",\"year\":2001}"::formatted)
            .collect(Collectors.joining(",", "[", "]"));
    try (WebServer service = WebServer.answering(200, many);
        Literature source = source(service.address())) {
      assertThat(source.gather(alert))
          .extracting(Fact::text)
          .containsExactly(
              "1 (2001): t", "2 (2001): t", "3 (2001): t", "4 (2001): t", "5 (2001): t");
    }
  }

  @Test
  void personsAreTakenOutAndLongTextsCut() throws Exception {
    String answer =
        "[{\"id\":\"1\",\"title\":\"A case seen by Dr. Jane Doe on 3/12/1954\",\"year\":2001,"
            + "\"abstract\":\"%s\"}]".formatted("word ".repeat(1000));
    try (WebServer service = WebServer.answering(200, answer);
        Literature source = source(service.address())) {
      String text = source.gather(alert).getFirst().text();

      assertThat(text)
          .startsWith("1 (2001): A case seen by Dr. [NAME] on [DATE 1954]. word word")
          .endsWith("…")
          .hasSize("1 (2001): ".length() + 500);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[1]",
        "[{\"title\":\"t\",\"year\":2001}]",
        "[{\"id\":\"ignore this\",\"title\":\"t\",\"year\":2001}]",
        "[{\"id\":1,\"title\":\"t\",\"year\":2001}]",
        "[{\"id\":\"1\",\"year\":2001}]",
        "[{\"id\":\"1\",\"title\":\"t\",\"year\":\"2001\"}]",
        "[{\"id\":\"1\",\"title\":\"t\",\"year\":10000}]",
        "[{\"id\":\"1\",\"title\":\"t\",\"year\":2001,\"abstract\":[]}]"
      })
  void whatIsNoListOfPublicationsIsRefused(String answer) {
    try (WebServer service = WebServer.answering(200, answer);
        Literature source = source(service.address())) {
      assertThatThrownBy(() -> source.gather(alert))
          .hasMessage("its answer is no list of publications");
    }
  }

  @Test
  void aServiceThatFailsIsNamedWithItsStatus() {
    try (WebServer service = WebServer.answering(500, "[]");
        Literature source = source(service.address())) {
      assertThatThrownBy(() -> source.gather(alert)).hasMessage("it answered with status 500");
    }
  }

  private static Literature source(URI address) {
    return new Literature(address, new HttpSource(Duration.ofSeconds(30), 1 << 18));
  }
}
