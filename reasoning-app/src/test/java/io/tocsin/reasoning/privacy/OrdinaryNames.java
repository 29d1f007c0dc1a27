package io.tocsin.reasoning.privacy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Names of drugs and events as they are counted, the odd ones among them. */
final class OrdinaryNames {
  private OrdinaryNames() {}

  static List<String> all() {
    try (InputStream in = OrdinaryNames.class.getResourceAsStream("ordinary-names.txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
