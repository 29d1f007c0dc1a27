package io.tocsin.local.reason;

import io.tocsin.config.ConfigurationException;
import io.tocsin.reasoning.cache.CacheStats;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows and clears the cache of answers. */
@Command(
    name = "cache",
    description = "Shows and clears the cache of a model's answers.",
    synopsisSubcommandLabel = "VERB",
    subcommands = {CacheCommand.Stats.class, CacheCommand.Clear.class},
    footer = {"", "Example: tocsin cache stats"})
public final class CacheCommand {
  private static final String PATH = "/api/v1/cache";
  private static final int NAME_WIDTH = 14;
  private static final int PERCENT = 100;

  CacheCommand() {}

  @Command(
      name = "stats",
      description = "Shows hits, misses and the money saved.",
      footer = {"", "Example: tocsin cache stats"})
  static final class Stats implements Runnable {
    @Mixin private RunningApp app = new RunningApp();
    @Spec private CommandSpec spec = CommandSpec.create();

    Stats() {}

    @Override
    public void run() {
      print(spec, app.get(PATH, CacheStats.class));
    }
  }

  @Command(
      name = "clear",
      description = {
        "Makes answers unusable: all of them, or those of one tenant, pair or prompt version.",
        "With Redis for all instances, within a second; without it for the one that is asked."
      },
      footer = {"", "Example: tocsin cache clear --pair \"ASPIRIN|HEADACHE\""})
  static final class Clear implements Runnable {
    @Mixin private RunningApp app = new RunningApp();

    @Option(names = "--tenant", paramLabel = "NAME", description = "Answers of this tenant.")
    private @Nullable String tenant;

    @Option(names = "--pair", paramLabel = "DRUG|EVENT", description = "Answers about this pair.")
    private @Nullable String pair;

    @Option(names = "--prompt", paramLabel = "VERSION", description = "Answers to this version.")
    private @Nullable String prompt;

    @Spec private CommandSpec spec = CommandSpec.create();

    Clear() {}

    @Override
    public void run() {
      print(spec, app.delete(PATH + query(), CacheStats.class));
    }

    private String query() {
      if (tenant != null) {
        return "?tenant=" + encoded(tenant);
      }
      if (prompt != null) {
        return "?prompt=" + encoded(prompt);
      }
      if (pair == null) {
        return "";
      }
      String[] names = pair.split("\\|", -1);
      if (names.length != 2) {
        throw new ConfigurationException("--pair must be DRUG|EVENT, not " + pair);
      }
      return "?drug=%s&event=%s".formatted(encoded(names[0]), encoded(names[1]));
    }

    private static String encoded(String text) {
      return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
  }

  private static void print(CommandSpec spec, CacheStats stats) {
    long hits = stats.near().hits() + stats.redis().hits();
    long asked = hits + stats.misses();
    line(
        spec,
        "questions",
        String.format(
            Locale.ROOT,
            "%,d, %,d answered from the cache (%s)",
            asked,
            hits,
            asked == 0 ? "none yet" : hits * PERCENT / asked + " %"));
    line(
        spec,
        "from",
        String.format(
            Locale.ROOT,
            "%,d from this process, %,d from Redis",
            stats.near().hits(),
            stats.redis().hits()));
    line(spec, "saved", stats.savedUsd().toPlainString() + " USD");
    line(
        spec,
        "kept here",
        String.format(Locale.ROOT, "%,d answers, %,d bytes", stats.entries(), stats.bytes()));
    line(spec, "generation", Long.toString(stats.generation()));
    String trouble = stats.trouble();
    if (trouble != null) {
      line(spec, "Redis", trouble);
    }
  }

  private static void line(CommandSpec spec, String name, String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(name + " ".repeat(NAME_WIDTH - name.length()) + text);
    out.flush();
  }
}
