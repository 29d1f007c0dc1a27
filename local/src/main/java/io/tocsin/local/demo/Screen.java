package io.tocsin.local.demo;

import io.tocsin.local.alerts.AlertLine;
import io.tocsin.local.cli.Terminal;
import io.tocsin.local.detections.DetectionText;
import io.tocsin.schemas.detection.Detection;
import io.tocsin.schemas.detection.Engine;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a person sees of a demo. */
final class Screen {
  private static final int NAME_WIDTH = 13;

  private final Terminal terminal;

  Screen(Terminal terminal) {
    this.terminal = terminal;
  }

  void say(String line) {
    terminal.say(line);
  }

  void progress(String line) {
    terminal.progress(line);
  }

  synchronized void alert(Detection detection) {
    say("");
    List<String> lines =
        detection.engine() == Engine.LLM
            ? DetectionText.of(detection)
            : DetectionText.brief(detection);
    lines.forEach(this::say);
    say("");
  }

  synchronized void summary(DemoSummary summary) {
    say("");
    say("SUMMARY  " + summary.source());
    line(
        "reports",
        String.format(
            Locale.ROOT,
            "%,d in %.1f s, %,.0f per second",
            summary.reports(),
            summary.seconds(),
            summary.reportsPerSecond()));
    line("refused", refused(summary));
    line("pairs", String.format(Locale.ROOT, "%,d", summary.pairs()));
    line(
        "alerts",
        "%s; %d detections, %d published twice"
            .formatted(list(summary.alerts()), summary.detections(), summary.repetitions()));
    watched(summary);
    prior(summary);
    line(
        "recount",
        String.format(
            Locale.ROOT,
            "%,d differences, %,d scores computed anew",
            summary.differences(),
            summary.scores()));
    if (summary.secondsToFirstAlert() != null) {
      line(
          "first alert",
          String.format(Locale.ROOT, "%.1f s after the command", summary.secondsToFirstAlert()));
    }
    if (summary.peakMemoryMib() != null) {
      line("memory", summary.peakMemoryMib() + " MiB resident at most");
    }
  }

  private void prior(DemoSummary summary) {
    List<ModelRow> fits = summary.models().stream().filter(ModelRow::isFit).toList();
    if (fits.isEmpty()) {
      line("prior", "not fitted, too few pairs");
      return;
    }
    line("prior", "fitted and broadcast " + fits.size() + " times, at last:");
    line("", fits.getLast().line().strip());
    if (summary.batch() != null) {
      line("", summary.batch().line());
    }
  }

  private void watched(DemoSummary summary) {
    line("watched", summary.watched());
    if (summary.timeline().isEmpty()) {
      line("", "it was not reported");
      return;
    }
    line(
        "",
        summary.firstAbove() == null
            ? "IC025 was never above 0"
            : "IC025 first above 0 on receipt date " + summary.firstAbove());
    TimelineRow end = summary.end();
    if (end != null) {
      line(
          "",
          String.format(
              Locale.ROOT,
              "at the end a=%d, nDrug=%d, nEvent=%d, N=%,d",
              end.n11(),
              end.drug(),
              end.event(),
              end.total()));
    }
    if (summary.alert() != null) {
      line("its alert", AlertLine.of(summary.alert()));
    }
  }

  private void line(String name, String text) {
    say(name + " ".repeat(NAME_WIDTH - name.length()) + text);
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
