package io.tocsin.schemas.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Changes of a JSON object, said as an object (RFC 7396). */
public final class MergePatch {
  private MergePatch() {}

  /**
   * Changes an object: members that are objects are merged, a null takes away, and all else
   * replaces. Unlike in the RFC, a null for what is not there stays, so that who reads the result
   * can say that there is no such member.
   */
  public static void apply(ObjectNode target, ObjectNode patch) {
    for (Map.Entry<String, JsonNode> member : patch.properties()) {
      String name = member.getKey();
      JsonNode value = member.getValue();
      if (value.isNull() && target.has(name)) {
        target.remove(name);
      } else if (value instanceof ObjectNode inner
          && target.get(name) instanceof ObjectNode within) {
        apply(within, inner);
      } else {
        target.set(name, value);
      }
    }
  }
}
