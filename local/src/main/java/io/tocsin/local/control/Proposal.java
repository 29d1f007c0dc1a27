package io.tocsin.local.control;

import io.tocsin.schemas.control.ControlReader;
import io.tocsin.schemas.control.ControlRecord;
import io.tocsin.schemas.control.Layer;
import io.tocsin.schemas.deadletter.InvalidRecordException;
import io.tocsin.schemas.json.Json;
import io.tocsin.topology.control.LayeredSettings;
import io.tocsin.topology.control.LayeredSettings.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A change that the layers as they are would allow.
 *
 * @param record absent when the layer is removed
 */
record Proposal(
    Layer layer, @Nullable ControlRecord record, LayeredSettings before, LayeredSettings after) {

  /**
   * One value that the change gives the layer's owner.
   *
   * @param before absent when there was none
   * @param after absent when there is none any more
   */
  record Change(String path, @Nullable String before, @Nullable String after) {}

  /**
   * A layer that is set.
   *
   * @throws InvalidRecordException when a scorer would refuse it
   */
  static Proposal of(KnownSettings known, ControlRecord record) {
    ControlRecord asRead = new ControlReader().read(Json.write(record));
    LayeredSettings before = known.live().settings();
    ControlRecord namesake = known.live().versions().get(record.name());
    return new Proposal(record.layer(), record, before, before.with(asRead, namesake));
  }

  /**
   * A layer that is removed.
   *
   * @throws InvalidRecordException when a scorer would refuse it
   */
  static Proposal without(KnownSettings known, Layer layer) {
    LayeredSettings before = known.live().settings();
    return new Proposal(layer, null, before, before.without(layer));
  }

  /** The layer, with its version when it is set. */
  String name() {
    return record == null ? layer.key() : record.name();
  }

  /** The name of the settings that hold for the layer's owner once it is accepted. */
  String version() {
    return after.effective(layer).version();
  }

  /** What changes for the layer's owner. */
  List<Change> changes() {
    Map<String, String> old = values(before);
    Map<String, String> fresh = values(after);
    List<Change> changes = new ArrayList<>();
    fresh.forEach(
        (path, value) -> {
          if (!value.equals(old.get(path))) {
            changes.add(new Change(path, old.get(path), value));
          }
        });
    old.forEach(
        (path, value) -> {
          if (!fresh.containsKey(path)) {
            changes.add(new Change(path, value, null));
          }
        });
    return changes;
  }

  private Map<String, String> values(LayeredSettings settings) {
    Map<String, String> values = new TreeMap<>();
    for (Setting setting : settings.settings(layer)) {
      values.put(setting.path(), setting.value().toString());
    }
    return values;
  }
}
