package io.tocsin.schemas.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.schemas.control.ControlRecord;
import io.tocsin.schemas.control.Layer;
import java.util.List;

/** Layers of every scope. */
final class ControlExamples {
  private ControlExamples() {}

  static List<ControlRecord> all() {
    return List.of(
        ControlRecord.of(
            Layer.PLATFORM,
            "v3",
            "jane@example.org",
            "too many critical alerts in the first week",
            settings("{\"levels\":{\"critical\":0.99},\"gate\":{\"min_reports\":5}}")),
        ControlRecord.of(Layer.PLATFORM, "none", null, null, settings("{}")),
        ControlRecord.of(
            Layer.organisation("acme"),
            "2026-11",
            null,
            "vaccines only",
            settings("{\"layer2\":{\"by_count\":[{\"bound\":3,\"score\":1}]}}")),
        ControlRecord.of(
            Layer.user("acme", "jane"), "v1", "jane", null, settings("{\"x\":[null,true,\"a\"]}")));
  }

  private static ObjectNode settings(String json) {
    return (ObjectNode) Schemas.tree(json);
  }
}
