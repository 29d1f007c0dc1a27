package io.tocsin.local.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.tocsin.schemas.control.ControlRecord;
import io.tocsin.schemas.control.Layer;
import io.tocsin.schemas.deadletter.InvalidRecordException;
import io.tocsin.schemas.json.Json;
import io.tocsin.schemas.json.MergePatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What an operator wants a layer to say. */
final class SettingOptions {
  @Mixin private LayerOptions layers = new LayerOptions();

  @Parameters(
      paramLabel = "PATH=VALUE",
      description =
          "A setting as tocsin control show names it, and its value in JSON; null takes it out of"
              + " the layer.")
  private List<String> assignments = List.of();

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "Settings as a JSON object, such as {\"levels\": {\"critical\": 0.97}}.")
  private @Nullable Path file;

  @Option(
      names = "--replace",
      description = "The layer is to say this only. Default: this beside what it says already.")
  private boolean replace;

  @Option(
      names = "--as",
      paramLabel = "VERSION",
      description = "Names the layer's settings in every score. Default: the next of v1, v2, ….")
  private @Nullable String version;

  @Option(
      names = "--author",
      paramLabel = "NAME",
      description = "Who wants it. Default: who runs this.")
  private String author = System.getProperty("user.name", "");

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why.")
  private @Nullable String reason;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  SettingOptions() {}

  /** Whose layer it is. */
  Layer layer() {
    return layers.layer();
  }

  /**
   * What is to be set.
   *
   * @throws InvalidRecordException when a scorer would refuse it
   */
  Proposal proposal(KnownSettings known) {
    Layer whose = layer();
    ControlRecord before = known.live().settings().layers().get(whose);
    ObjectNode settings =
        before == null || replace ? JsonNodeFactory.instance.objectNode() : before.settings();
    MergePatch.apply(settings, wanted());
    String name = version == null ? known.nextVersion(whose) : version;
    try {
      return Proposal.of(known, ControlRecord.of(whose, name, author, reason, settings));
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  private ObjectNode wanted() {
    if (assignments.isEmpty() && file == null) {
      throw wrong("Say what to set: PATH=VALUE, or --file");
    }
    ObjectNode wanted = file == null ? JsonNodeFactory.instance.objectNode() : read(file);
    for (String assignment : assignments) {
      int equals = assignment.indexOf('=');
      if (equals < 1) {
        throw wrong("'%s' must be PATH=VALUE, as in gate.min_reports=5".formatted(assignment));
      }
      put(wanted, assignment.substring(0, equals), value(assignment.substring(equals + 1)));
    }
    return wanted;
  }

  private ObjectNode read(Path from) {
    try {
      if (json(Files.readString(from)) instanceof ObjectNode settings) {
        return settings;
      }
      throw wrong("%s must hold a JSON object".formatted(from));
    } catch (JsonProcessingException e) {
      throw wrong("%s is not JSON: %s".formatted(from, e.getOriginalMessage()));
    } catch (IOException e) {
      throw wrong("%s cannot be read: %s".formatted(from, e));
    }
  }

  private void put(ObjectNode settings, String path, JsonNode value) {
    List<String> names = List.of(path.split("\\.", -1));
    ObjectNode within = settings;
    for (String name : names.subList(0, names.size() - 1)) {
      if (within.get(name) instanceof ObjectNode inner) {
        within = inner;
      } else {
        within = within.putObject(name);
      }
    }
    within.set(names.getLast(), value);
  }

  /** What is not JSON is a text, so that texts need no quotes in quotes. */
  private static JsonNode value(String text) {
    try {
      return json(text);
    } catch (JsonProcessingException e) {
      return TextNode.valueOf(text);
    }
  }

  private static JsonNode json(String text) throws JsonProcessingException {
    return Json.mapper()
        .reader()
        .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .readTree(text);
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
