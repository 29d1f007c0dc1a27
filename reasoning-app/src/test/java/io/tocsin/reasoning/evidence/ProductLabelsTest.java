package io.tocsin.reasoning.evidence;

import static io.tocsin.reasoning.AlertBuilder.alert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tocsin.reasoning.follow.FollowedTopic;
import io.tocsin.schemas.detection.Fact;
import io.tocsin.schemas.json.Json;
import io.tocsin.schemas.reference.ProductLabel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class ProductLabelsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final FollowedTopic topic = FollowedTopic.of("reference.labels");

  @Test
  void aListedReactionIsFoundUnderAnySpellingOfItsTerm() throws Exception {
    topic.send("ROTASHIELD", label("RotaShield", "Pyrexia", " intussusception\u00A0"));

    try (ProductLabels labels = read()) {
      assertThat(texts(labels, "RotaShield", "Intussusception"))
          .containsEntry("label.lists_event", "yes")
          .containsEntry("label.document", "package insert by Dr. [NAME]")
          .containsEntry("label.revised", "1998-08-31");
    }
  }

  @Test
  void onlyTheVeryTermIsListed() throws Exception {
    topic.send("ROTASHIELD", label("RotaShield", "Intussusception"));

    try (ProductLabels labels = read()) {
      assertThat(texts(labels, "RotaShield", "Intussusception recurrent"))
          .containsEntry("label.lists_event", "no");
    }
  }

  @Test
  void aDrugWithoutALabelGivesNoFact() throws Exception {
    topic.send("ROTASHIELD", label("RotaShield", "Intussusception")).send("ROTASHIELD", null);

    try (ProductLabels labels = read()) {
      assertThat(labels.gather(alert().of("RotaShield", "Intussusception").build())).isEmpty();
    }
  }

  @Test
  void aLabelUnderAnotherDrugsKeyAndBrokenOnesAreSkipped() throws Exception {
    topic
        .send("ROTASHIELD", label("RotaShield", "Intussusception"))
        .send("ROTASHIELD", label("Aspirin", "Rash"))
        .send("ROTASHIELD", "{}");

    try (ProductLabels labels = read()) {
      assertThat(labels.table().skipped()).isEqualTo(2);
      assertThat(texts(labels, "RotaShield", "Intussusception"))
          .containsEntry("label.lists_event", "yes");
    }
  }

  @Test
  void beforeTheLabelsAreReadNobodyIsToldThatThereIsNone() {
    FollowedTopic missing = FollowedTopic.missing("reference.labels");
    try (ProductLabels labels = ProductLabels.of(missing.follow(ProductLabels::read))) {
      assertThatThrownBy(() -> labels.gather(alert().build()))
          .isInstanceOf(EvidenceUnavailableException.class)
          .hasMessageContaining("not been read");
    }
  }

  private ProductLabels read() {
    ProductLabels labels = ProductLabels.of(topic.follow(ProductLabels::read));
    await().atMost(PATIENCE).until(labels.table()::hasCaughtUp);
    return labels;
  }

  private static Map<String, String> texts(ProductLabels labels, String drug, String event)
      throws EvidenceUnavailableException {
    return labels.gather(alert().of(drug, event).build()).stream()
        .filter(fact -> fact.text() != null)
        .collect(Collectors.toMap(Fact::id, fact -> Objects.requireNonNull(fact.text())));
  }

  private static String label(String drug, String... reactions) {
    return new String(
        Json.write(
            new ProductLabel(
                drug,
                List.of(reactions),
                "package insert by Dr. Jane Doe",
                "1998-08",
                LocalDate.parse("1998-08-31"))),
        StandardCharsets.UTF_8);
  }
}
