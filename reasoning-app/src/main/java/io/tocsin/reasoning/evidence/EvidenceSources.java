package io.tocsin.reasoning.evidence;

import io.tocsin.reasoning.rules.RulesEngine;
import io.tocsin.schemas.detection.Fact;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts together the sources that are configured, in the order of their facts. */
public final class EvidenceSources {
  private static final int MOST_BYTES = 1 << 18;

  /** What HTTP may take longer than its caller waits, so that it is the caller who tells. */
  private static final Duration GRACE = Duration.ofMillis(500);

  private EvidenceSources() {}

  /**
   * The alert, the labels, then the scorer and the literature where they have an address.
   *
   * @param labels closed with the sources; absent when they cannot be had
   * @param clock for facts that are true from now on
   */
  public static List<EvidenceSource> of(
      EvidenceConfig config, RulesEngine rules, @Nullable ProductLabels labels, Clock clock) {
    List<EvidenceSource> sources = new ArrayList<>(List.of(new AlertSource(rules)));
    sources.add(labels == null ? new UnreadLabels() : labels);
    URI scorer = config.scorer();
    if (scorer != null) {
      sources.add(new CurrentScore(scorer, http(config), clock));
    }
    URI literature = config.literature();
    if (literature != null) {
      sources.add(new Literature(literature, http(config)));
    }
    return sources;
  }

  /** Whether a fact is text that somebody wrote, and not one of a list or a number. */
  public static boolean isFreeText(Fact fact) {
    return fact.source().equals(Literature.NAME);
  }

  private static HttpSource http(EvidenceConfig config) {
    return new HttpSource(config.deadline().plus(GRACE), MOST_BYTES);
  }
}
