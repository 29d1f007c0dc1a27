package io.tocsin.schemas.json;

import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where in a document something is, such as {@code drugs[2].name}; null for the document. */
final class FieldPath {
  private FieldPath() {}

  static @Nullable String of(@Nullable JsonStreamContext context) {
    StringBuilder path = new StringBuilder();
    append(path, context);
    return path.isEmpty() ? null : path.toString();
  }

  static @Nullable String of(List<JsonMappingException.Reference> references) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference reference : references) {
      if (reference.getFieldName() == null) {
        path.append('[').append(reference.getIndex()).append(']');
      } else {
        appendName(path, reference.getFieldName());
      }
    }
    return path.isEmpty() ? null : path.toString();
  }

  static String child(@Nullable String parent, String name) {
    return parent == null ? name : parent + "." + name;
  }

  private static void append(StringBuilder path, @Nullable JsonStreamContext context) {
    if (context == null || context.inRoot()) {
      return;
    }
    append(path, context.getParent());
    if (context.inArray()) {
      path.append('[').append(context.getCurrentIndex()).append(']');
    } else if (context.getCurrentName() != null) {
      appendName(path, context.getCurrentName());
    }
  }

  private static void appendName(StringBuilder path, String name) {
    path.append(path.isEmpty() ? "" : ".").append(name);
  }
}
