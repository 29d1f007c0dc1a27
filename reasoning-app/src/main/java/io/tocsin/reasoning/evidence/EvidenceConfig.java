package io.tocsin.reasoning.evidence;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which sources are asked beside the alert and the labels.
 *
 * @param deadline for each source, more than 0
 * @param scorer where a scorer's query API is served, without a path; absent to ask none
 * @param literature where publications are looked up; absent to ask none
 */
public record EvidenceConfig(Duration deadline, @Nullable URI scorer, @Nullable URI literature) {
  /** The alert and the labels, and 2 s for others. */
  public static final EvidenceConfig DEFAULTS =
      new EvidenceConfig(Duration.ofSeconds(2), null, null);

  /** Refuses what cannot be asked, or not in time. */
  public EvidenceConfig {
    if (!deadline.isPositive()) {
      throw new IllegalArgumentException("the deadline must be more than 0, not " + deadline);
    }
    if (scorer != null) {
      base(scorer);
    }
    if (literature != null) {
      web(literature);
    }
  }

  /**
   * An address that can be asked.
   *
   * @throws IllegalArgumentException when it cannot
   */
  public static URI web(URI address) {
    if (address.getHost() == null
        || address.getFragment() != null
        || !("http".equals(address.getScheme()) || "https".equals(address.getScheme()))) {
      throw new IllegalArgumentException(
          "'%s' must be an address such as http://HOST:PORT".formatted(shown(address)));
    }
    return address;
  }

  /**
   * An address that paths can be added to.
   *
   * @throws IllegalArgumentException when it has a path or cannot be asked
   */
  public static URI base(URI address) {
    String path = web(address).getRawPath();
    if (!(path == null || path.isEmpty() || path.equals("/")) || address.getRawQuery() != null) {
      throw new IllegalArgumentException(
          "'%s' must be an address without a path, such as http://HOST:PORT"
              .formatted(shown(address)));
    }
    return address;
  }

  /** Without a password that may stand in it. */
  private static String shown(URI address) {
    return address.toString().replaceFirst("//[^/@]*@", "//");
  }
}
