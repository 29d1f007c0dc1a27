package io.tocsin.reasoning.prompt;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.tocsin.schemas.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** The JSON Schema of answers: sent to the model, and held against what comes back. */
public final class AnswerSchema {
  private static final String RESOURCE = "answer.schema.json";
  private static final int MAX_PROBLEMS = 10;

  private final String text;
  private final Schema schema;

  /** Reads it from the class path. */
  public AnswerSchema() {
    try (InputStream in = AnswerSchema.class.getResourceAsStream(RESOURCE)) {
      text = Json.mapper().readTree(Objects.requireNonNull(in, RESOURCE)).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(text);
  }

  /** As compact JSON. */
  String text() {
    return text;
  }

  /** What JSON has otherwise than it must, each with its place; empty when it fits. */
  List<String> problems(String json) {
    return schema.validate(json, InputFormat.JSON).stream()
        .map(Error::toString)
        .limit(MAX_PROBLEMS)
        .toList();
  }
}
