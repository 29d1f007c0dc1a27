package io.tocsin.scoring;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.schemas.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** Figures computed by others with the reference implementations, as test resources. */
public final class Golden {
  private Golden() {}

  /** A line of a table, by column. */
  public record Row(Map<String, String> cells) {
    public String text(String column) {
      return Objects.requireNonNull(cells.get(column), column);
    }

    public long count(String column) {
      return (long) number(column);
    }

    public double number(String column) {
      String text = text(column);
      return switch (text) {
        case "" -> Double.NaN;
        case "inf" -> Double.POSITIVE_INFINITY;
        default -> Double.parseDouble(text);
      };
    }
  }

  public static List<Row> table(String name) {
    List<String> lines = lines(name);
    String[] columns = split(lines.getFirst());
    List<Row> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = split(line);
      Map<String, String> row = new HashMap<>();
      for (int i = 0; i < columns.length; i++) {
        row.put(columns[i], cells[i]);
      }
      rows.add(new Row(row));
    }
    return rows;
  }

  public static Prior prior(String name) {
    Map<String, Double> theta = new HashMap<>();
    table(name).forEach(row -> theta.put(row.text("param"), row.number("estimate")));
    return new Prior(
        name,
        theta.getOrDefault("alpha1", Double.NaN),
        theta.getOrDefault("beta1", Double.NaN),
        theta.getOrDefault("alpha2", Double.NaN),
        theta.getOrDefault("beta2", Double.NaN),
        theta.getOrDefault("P", Double.NaN));
  }

  static List<JsonNode> jsonLines(String name) {
    List<JsonNode> nodes = new ArrayList<>();
    for (String line : lines(name)) {
      try {
        nodes.add(Json.mapper().readTree(line));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return nodes;
  }

  private static String[] split(String line) {
    return line.replace("\"", "").split(",", -1);
  }

  private static List<String> lines(String name) {
    try (InputStream raw =
            Objects.requireNonNull(Golden.class.getResourceAsStream("/golden/" + name), name);
        InputStream in = name.endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
