package io.tocsin.reasoning.semantic;

import io.tocsin.schemas.alert.Alert;
import io.tocsin.schemas.detection.Evidence;
import io.tocsin.schemas.detection.Fact;
import io.tocsin.schemas.digest.Sha256;
import io.tocsin.schemas.json.Json;
import io.tocsin.schemas.signal.AlertLevel;
import io.tocsin.schemas.signal.Pair;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A question as far as likeness goes.
 *
 * @param partition what must be equal
 * @param freeText what may differ a little
 */
public record LikeQuestion(Partition partition, String freeText) {

  /**
   * What must be equal before free text is looked at.
   *
   * @param level the louder one of the alert's two
   * @param evidenceHash SHA-256, in hexadecimal, of the evidence without its free text
   */
  public record Partition(Asking asking, Pair pair, AlertLevel level, String evidenceHash) {}

  /**
   * Who asks whom, and how.
   *
   * @param variant arm of an experiment
   * @param generation of answers; an invalidation begins another
   */
  public record Asking(
      String tenant, String variant, String model, String promptVersion, String generation) {}

  /**
   * The question about an alert. Of a fact of free text all but the text must be equal, of every
   * other fact all but the time.
   *
   * @param freeText which facts are sentences that somebody wrote
   */
  public static LikeQuestion of(
      Asking asking, Alert alert, Evidence evidence, Predicate<Fact> freeText) {
    List<Fact> facts = evidence.facts().stream().sorted(Comparator.comparing(Fact::id)).toList();
    Evidence fixed =
        new Evidence(
            facts.stream().map(fact -> fixed(fact, freeText.test(fact))).toList(),
            evidence.unavailable().stream().sorted().toList());
    return new LikeQuestion(
        new Partition(asking, alert.pair(), alert.topicLevel(), Sha256.hex(Json.write(fixed))),
        facts.stream()
            .filter(freeText)
            .map(Fact::text)
            .filter(Objects::nonNull)
            .collect(Collectors.joining("\n")));
  }

  private static Fact fixed(Fact fact, boolean freeText) {
    return new Fact(
        fact.id(),
        fact.source(),
        Instant.EPOCH,
        fact.label(),
        fact.value(),
        freeText && fact.text() != null ? "" : fact.text());
  }
}
