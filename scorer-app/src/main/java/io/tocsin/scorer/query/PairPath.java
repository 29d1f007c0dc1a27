package io.tocsin.scorer.query;

import io.tocsin.schemas.report.Names;
import io.tocsin.schemas.report.ReportReader;
import io.tocsin.schemas.signal.Pair;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Reads a pair from {@code /{drug}/{event}}; a slash inside a name is written {@code %2F}. */
final class PairPath {
  private static final char UNDECODABLE = '\uFFFD';

  private PairPath() {}

  /**
   * The pair of normalised names.
   *
   * @param raw what follows {@code /api/v1/signals}, as it was sent
   * @throws IllegalArgumentException saying what is wrong with it
   */
  static Pair read(String raw) {
    String[] parts = raw.split("/", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException(
          "the address is /api/v1/signals/{drug}/{event}, with / inside a name as %2F");
    }
    return new Pair(name("drug", parts[1]), name("event", parts[2]));
  }

  private static String name(String what, String encoded) {
    String decoded = decode(what, encoded);
    String name = Names.normalize(decoded);
    if (name.isEmpty()) {
      throw new IllegalArgumentException("the name of the " + what + " is empty");
    }
    if (decoded.length() > ReportReader.MAX_NAME) {
      throw new IllegalArgumentException(
          "the name of the %s has %,d characters, the longest counted have %d"
              .formatted(what, decoded.length(), ReportReader.MAX_NAME));
    }
    return name;
  }

  /** In a path, unlike in a form, a plus is a plus. */
  private static String decode(String what, String encoded) {
    String decoded;
    try {
      decoded = URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the name of the %s is not percent-encoded".formatted(what), e);
    }
    if (decoded.indexOf(UNDECODABLE) >= 0) {
      throw new IllegalArgumentException("the name of the %s is not UTF-8".formatted(what));
    }
    return decoded;
  }
}
