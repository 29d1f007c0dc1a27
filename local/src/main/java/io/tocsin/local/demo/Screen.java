package io.tocsin.local.demo;

import io.tocsin.local.alerts.AlertLine;
import io.tocsin.schemas.alert.Alert;
import io.tocsin.schemas.detection.Assessment;
import io.tocsin.schemas.detection.Detection;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a person sees of a demo. */
final class Screen {
  private static final int WIDTH = 96;

  private final PrintWriter out;
  private final boolean terminal;
  private int progressShown;

  /**
   * @param terminal whether a line can be written over
   */
  Screen(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  synchronized void say(String line) {
    clear();
    out.println(line);
    out.flush();
  }

  /** Shows how far things are; on a terminal in place of what it showed before. */
  synchronized void progress(String line) {
    if (terminal) {
      clear();
      out.print(line);
      progressShown = line.length();
      out.flush();
    }
  }

  private void clear() {
    if (progressShown > 0) {
      out.print("\r" + " ".repeat(progressShown) + "\r");
      progressShown = 0;
    }
  }

  synchronized void alert(Detection detection) {
    Alert alert = detection.alert();
    Assessment assessment = detection.assessment();
    say("");
    say("ALERT " + AlertLine.of(alert));
    wrap("reasoning (" + word(detection.engine()) + "): " + assessment.narrative());
    wrap(
        "recommendation: %s, priority %s; causality %s"
            .formatted(
                word(assessment.recommendation()),
                word(assessment.priority()),
                word(assessment.causality())));
    wrap(assessment.notice());
    say("");
  }

  private void wrap(String text) {
    StringBuilder line = new StringBuilder("     ");
    for (String word : text.split(" ", -1)) {
      if (line.length() + word.length() > WIDTH) {
        say(line.toString());
        line = new StringBuilder("     ");
      }
      line.append(' ').append(word);
    }
    say(line.toString());
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  synchronized void summary(DemoSummary summary) {
    say("");
    say("SUMMARY  " + summary.source());
    if (summary.notice() != null) {
      wrap(summary.notice());
    }
    line(
        "reports",
        "%,d in %.1f s, %,.0f per second",
        summary.reports(),
        summary.seconds(),
        summary.reportsPerSecond());
    line("refused", "%s", refused(summary));
    line("pairs", "%,d", summary.pairs());
    line(
        "alerts",
        "%s; %,d detections, %d repeated",
        list(summary.alerts()),
        summary.detections(),
        summary.repetitions());
    List<TimelineRow> timeline = summary.timeline();
    if (!timeline.isEmpty()) {
      TimelineRow last = timeline.getLast();
      line("watched", "%s", summary.watched());
      line("", "IC025 first above 0 on receipt date %s", summary.firstAbove());
      line(
          "",
          "at the end a=%d, nDrug=%d, nEvent=%d, N=%,d",
          last.n11(),
          last.drug(),
          last.event(),
          last.total());
    }
    if (summary.alert() != null) {
      line("its alert", "%s", AlertLine.of(summary.alert()));
    }
    line("recount", "%d differences", summary.differences());
    if (summary.secondsToFirstAlert() != null) {
      line("first alert", "%.1f s after the command", summary.secondsToFirstAlert());
    }
    if (summary.peakMemoryMib() != null) {
      line("memory", "%,d MiB resident at most", summary.peakMemoryMib());
    }
  }

  private void line(String name, String format, Object... values) {
    say(String.format(Locale.ROOT, "%-12s ", name) + String.format(Locale.ROOT, format, values));
  }

  private static String refused(DemoSummary summary) {
    long dead = summary.deadLetters().values().stream().mapToLong(Long::longValue).sum();
    if (summary.malformed().isEmpty()) {
      return dead == 0 ? "0" : dead + " (" + list(summary.deadLetters()) + ")";
    }
    return String.format(
        Locale.ROOT,
        "%,d dead letters of %d codes; the malformed records mixed in %s",
        dead,
        summary.deadLetters().size(),
        summary.deadLetters().equals(summary.malformed())
            ? "all got the code they had to"
            : "had to get "
                + list(summary.malformed())
                + " but got "
                + list(summary.deadLetters()));
  }

  private static String list(Map<String, Long> counts) {
    return counts.isEmpty()
        ? "none"
        : counts.entrySet().stream()
            .map(each -> each.getValue() + " " + each.getKey())
            .collect(Collectors.joining(", "));
  }
}
