package io.tocsin.bench;

import io.tocsin.local.process.ScorerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a scorer tells of itself by its metrics, and its virtual machine by jcmd. */
final class ScorerFigures {
  private static final Duration LOOK = Duration.ofSeconds(2);
  private static final int CALM_LOOKS = 3;
  private static final int LARGEST = 16;
  private static final Pattern FIGURE = Pattern.compile("(?m)^(\\w+(?:\\{[^}]*})?) (\\S+)$");
  private static final Pattern USED = Pattern.compile("used (\\d+)K");

  private final ScorerProcess scorer;
  private final HttpClient client = HttpClient.newHttpClient();
  private Map<String, Long> latest = Map.of();

  ScorerFigures(ScorerProcess scorer) {
    this.scorer = scorer;
  }

  /** Returns when so many reports are counted and no pair waits to be scored any more. */
  void awaitRest(long reports, Duration patience) {
    Instant deadline = Instant.now().plus(patience);
    int calm = 0;
    while (calm < CALM_LOOKS) {
      if (!scorer.alive() || Instant.now().isAfter(deadline)) {
        throw new IllegalStateException(
            "the scorer does not come to rest: %s %s".formatted(latest, scorer.tail()));
      }
      pause();
      long before = pairs();
      latest = scorer.output().contains("The scorer runs") ? scrape() : Map.of();
      boolean rests = reports() == reports && pairs() == before && waiting() == 0;
      calm = rests ? calm + 1 : 0;
    }
  }

  long reports() {
    return latest.getOrDefault("state_entries{store=\"reports\"}", 0L);
  }

  /** Pairs, and the few drugs beside them. */
  long pairs() {
    return latest.getOrDefault("state_entries{store=\"counts\"}", 0L);
  }

  private long waiting() {
    return latest.getOrDefault("scoring_backlog_pairs", 0L);
  }

  /** Entries and bytes of each store. */
  Map<String, Long> stores() {
    Map<String, Long> stores = new TreeMap<>(latest);
    stores.keySet().removeIf(name -> !name.startsWith("state_"));
    return stores;
  }

  /** Bytes of the heap that are left when all garbage has been collected. */
  long liveHeap() {
    jcmd("GC.run");
    jcmd("GC.run");
    Matcher used = USED.matcher(jcmd("GC.heap_info"));
    if (!used.find()) {
      throw new IllegalStateException("jcmd does not tell how much of the heap is used");
    }
    return Long.parseLong(used.group(1)) * 1024;
  }

  /** The classes that take most, as jcmd prints them. */
  List<String> largestClasses() {
    return jcmd("GC.class_histogram").lines().limit(LARGEST).toList();
  }

  private Map<String, Long> scrape() {
    URI metrics = scorer.statusAddress().resolve("/metrics");
    try {
      String text =
          client.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString()).body();
      Map<String, Long> figures = new HashMap<>();
      FIGURE
          .matcher(text)
          .results()
          .forEach(line -> figures.put(line.group(1), (long) Double.parseDouble(line.group(2))));
      return figures;
    } catch (IOException e) {
      throw new IllegalStateException("the scorer does not answer: " + scorer.tail(), e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private String jcmd(String command) {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    try {
      Process asked =
          new ProcessBuilder(jcmd.toString(), Long.toString(scorer.pid()), command)
              .redirectErrorStream(true)
              .start();
      return new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("jcmd cannot be run: use a JDK", e);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(LOOK);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted", e);
  }
}
