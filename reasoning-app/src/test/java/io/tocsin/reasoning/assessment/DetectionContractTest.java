package io.tocsin.reasoning.assessment;

import static io.tocsin.reasoning.AlertBuilder.alert;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.tocsin.reasoning.AlertBuilder;
import io.tocsin.schemas.alert.AlertReason;
import io.tocsin.schemas.json.Json;
import io.tocsin.schemas.signal.AlertLevel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class DetectionContractTest {
  private final RulesReasoner reasoner = RulesReasoner.plain(Clock.systemUTC());

  @ParameterizedTest
  @MethodSource("alerts")
  void whatTheRulesWriteKeepsThePublishedSchema(AlertBuilder alert) {
    SchemaRegistry registry =
        SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(published()));
    String json =
        new String(
            Json.write(
                Objects.requireNonNull(reasoner.reason(Question.of(alert.build())).detection())),
            StandardCharsets.UTF_8);

    assertThat(
            registry
                .getSchema(SchemaLocation.of("urn:tocsin:detection"))
                .validate(json, InputFormat.JSON))
        .isEmpty();
  }

  static Stream<AlertBuilder> alerts() {
    return Stream.of(
        alert(),
        alert().withoutTable(),
        alert().table(0, 3, 9, 88).level(AlertReason.RETRACTED, AlertLevel.LOW, AlertLevel.NONE));
  }

  private static Map<String, String> published() {
    Map<String, String> schemas = new HashMap<>();
    for (String name : List.of("alert", "scored-signal", "detection")) {
      schemas.put("urn:tocsin:" + name, text("/io/tocsin/schemas/" + name + ".schema.json"));
    }
    return schemas;
  }

  private static String text(String resource) {
    try (InputStream in = DetectionContractTest.class.getResourceAsStream(resource)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
