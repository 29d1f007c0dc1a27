package io.tocsin.topology.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.schemas.control.ControlRecord;
import io.tocsin.schemas.control.Layer;
import io.tocsin.schemas.deadletter.ErrorCode;
import io.tocsin.schemas.deadletter.InvalidRecordException;
import io.tocsin.schemas.json.Json;
import io.tocsin.schemas.json.MergePatch;
import io.tocsin.scoring.ScoringConfig;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Layers of settings over a base: what holds for whom. Immutable.
 *
 * @param base below all layers
 * @param layers by layer, those that override something
 */
public record LayeredSettings(ScoringConfig base, Map<Layer, ControlRecord> layers) {
  private static final String VERSION = "version";
  private static final String SETTINGS = "settings";
  private static final String OVER = "+";
  private static final Comparator<Layer> WIDE_BEFORE_NARROW =
      Comparator.comparing(Layer::scope).thenComparing(Layer::key);

  /** Keeps a copy of the layers. */
  public LayeredSettings {
    layers = Map.copyOf(layers);
  }

  /** No layer over a base. */
  public static LayeredSettings of(ScoringConfig base) {
    return new LayeredSettings(base, Map.of());
  }

  /**
   * One value that holds.
   *
   * @param path from the settings' root, with dots, in snake_case
   * @param from version of the base, or layer and version that set it
   */
  public record Setting(String path, JsonNode value, String from) {}

  /** The layers there are, the platform's first, then organisations and users by name. */
  public List<ControlRecord> all() {
    return layers.values().stream()
        .sorted(Comparator.comparing(ControlRecord::layer, WIDE_BEFORE_NARROW))
        .toList();
  }

  /**
   * These layers with one more, or one replaced.
   *
   * @param namesake what was accepted under the same version before; a version that scores have
   *     named must go on meaning what it meant
   * @throws InvalidRecordException when it cannot hold, alone or under a narrower layer
   */
  public LayeredSettings with(ControlRecord layer, @Nullable ControlRecord namesake) {
    if (namesake != null && !namesake.settings().equals(layer.settings())) {
      throw new InvalidRecordException(
          ErrorCode.DUPLICATE_ENTRY,
          VERSION,
          "%s names other settings already; give these another version".formatted(layer.name()));
    }
    Map<Layer, ControlRecord> changed = new TreeMap<>(WIDE_BEFORE_NARROW);
    changed.putAll(layers);
    changed.put(layer.layer(), layer);
    return checked(changed, layer.layer());
  }

  /**
   * These layers without one.
   *
   * @throws InvalidRecordException when a narrower layer cannot hold without it
   */
  public LayeredSettings without(Layer layer) {
    Map<Layer, ControlRecord> changed = new TreeMap<>(WIDE_BEFORE_NARROW);
    changed.putAll(layers);
    changed.remove(layer);
    return checked(changed, layer);
  }

  /**
   * The settings that hold for a user, an organisation or everybody.
   *
   * @throws InvalidRecordException when the layers do not go together
   */
  public ScoringConfig effective(Layer whose) {
    List<ControlRecord> chain = chain(whose);
    return chain.isEmpty() ? base : settled(chain);
  }

  /** Every value that {@link #effective} holds, and where it comes from. */
  public List<Setting> settings(Layer whose) {
    List<Patch> patches =
        chain(whose).stream().map(layer -> new Patch(layer.name(), layer.settings())).toList();
    List<Setting> settings = new ArrayList<>();
    collect("", tree(effective(whose)), patches, settings);
    return settings;
  }

  /**
   * The settings of a version, put together from the layers it names; empty when one is not known
   * or they do not go together.
   *
   * @param versions layers by {@link ControlRecord#name}
   */
  static Optional<ScoringConfig> find(
      ScoringConfig base, Map<String, ControlRecord> versions, String version) {
    List<String> names = List.of(version.split(Pattern.quote(OVER), -1));
    Map<Layer, ControlRecord> layers = new HashMap<>();
    Layer narrowest = Layer.PLATFORM;
    for (String name : names.subList(1, names.size())) {
      ControlRecord layer = versions.get(name);
      if (layer == null) {
        return Optional.empty();
      }
      narrowest = layer.layer();
      layers.put(narrowest, layer);
    }
    try {
      ScoringConfig found = new LayeredSettings(base, layers).effective(narrowest);
      return found.version().equals(version) ? Optional.of(found) : Optional.empty();
    } catch (InvalidRecordException e) {
      return Optional.empty();
    }
  }

  private List<ControlRecord> chain(Layer whose) {
    return whose.chain().stream().filter(layers::containsKey).map(layers::get).toList();
  }

  private LayeredSettings checked(Map<Layer, ControlRecord> changed, Layer touched) {
    LayeredSettings result = new LayeredSettings(base, changed);
    for (Layer affected : changed.keySet()) {
      if (affected.chain().contains(touched)) {
        result.check(affected, touched);
      }
    }
    return result;
  }

  private void check(Layer affected, Layer touched) {
    try {
      effective(affected);
    } catch (InvalidRecordException e) {
      String field = e.field() == null ? SETTINGS : SETTINGS + "." + e.field();
      String whose = affected.equals(touched) ? "" : "under it, for " + affected + ": ";
      throw new InvalidRecordException(e.code(), field, whose + e.getMessage());
    }
  }

  private ScoringConfig settled(List<ControlRecord> chain) {
    ObjectNode tree = tree(base);
    for (ControlRecord layer : chain) {
      ObjectNode settings = layer.settings();
      if (settings.has(VERSION)) {
        throw new InvalidRecordException(
            ErrorCode.UNKNOWN_VALUE,
            VERSION,
            "version is no setting; the version of the whole record names its settings");
      }
      MergePatch.apply(tree, settings);
    }
    tree.put(
        VERSION,
        Stream.concat(Stream.of(base.version()), chain.stream().map(ControlRecord::name))
            .collect(Collectors.joining(OVER)));
    return Json.readSettings(tree, ScoringConfig.class);
  }

  private void collect(String path, ObjectNode tree, List<Patch> patches, List<Setting> settings) {
    for (Map.Entry<String, JsonNode> member : tree.properties()) {
      String name = member.getKey();
      String at = path.isEmpty() ? name : path + "." + name;
      List<Patch> within = patches.stream().flatMap(patch -> patch.within(name)).toList();
      if (member.getValue() instanceof ObjectNode inner) {
        collect(at, inner, within, settings);
      } else if (!at.equals(VERSION)) {
        String from = within.isEmpty() ? base.version() : within.getLast().layer;
        settings.add(new Setting(at, member.getValue(), from));
      }
    }
  }

  /** What a layer says at one place of the settings. */
  private record Patch(String layer, JsonNode says) {
    Stream<Patch> within(String name) {
      return says.has(name) ? Stream.of(new Patch(layer, says.get(name))) : Stream.empty();
    }
  }

  private static ObjectNode tree(ScoringConfig config) {
    return Json.mapper().valueToTree(config);
  }
}
