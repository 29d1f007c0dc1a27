package io.tocsin.local.reason;

import io.tocsin.config.ConfigurationException;
import io.tocsin.local.cli.Kafka;
import io.tocsin.local.cli.KafkaOptions;
import io.tocsin.local.cli.Publication;
import io.tocsin.reasoning.cache.CacheStats;
import io.tocsin.schemas.control.ReasoningOrder;
import io.tocsin.schemas.control.ReasoningOrder.Scope;
import io.tocsin.schemas.json.Json;
import io.tocsin.schemas.topic.Topic;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
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
        "With Redis for all instances, within a second; without it for the one that is asked, or"
            + " for all with --all-instances, through Kafka."
      },
      footer = {"", "Example: tocsin cache clear --pair \"ASPIRIN|HEADACHE\""})
  static final class Clear implements Runnable {
    @Mixin private RunningApp app = new RunningApp();
    @Mixin private KafkaOptions kafka = new KafkaOptions();

    @Option(
        names = "--all-instances",
        description = "Publishes an order that every instance obeys, with and without Redis.")
    private boolean allInstances;

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
      ReasoningOrder order = order();
      if (allInstances) {
        publish(order);
      } else {
        print(spec, app.delete(PATH + query(order), CacheStats.class));
      }
    }

    private void publish(ReasoningOrder order) {
      Map<String, Object> client = kafka.settings().kafka();
      Topic<String, ReasoningOrder> topic = kafka.topics().reasoningControl();
      Kafka.requireTopics(client, List.of(topic));
      try (Publication publication = new Publication(client, topic.name())) {
        publication.add(null, Json.write(order));
      }
      line(spec, "published", "to %s for every instance".formatted(topic.name()));
    }

    private ReasoningOrder order() {
      if (Stream.of(tenant, pair, prompt).filter(Objects::nonNull).count() > 1) {
        throw new ConfigurationException(
            "Give one of --tenant, --pair and --prompt, or none for all");
      }
      try {
        return whichAnswers();
      } catch (IllegalArgumentException e) {
        throw new ConfigurationException("This cannot be cleared: " + e.getMessage());
      }
    }

    private ReasoningOrder whichAnswers() {
      if (tenant != null) {
        return new ReasoningOrder(Scope.TENANT, tenant, null, null, null);
      }
      if (prompt != null) {
        return new ReasoningOrder(Scope.PROMPT, null, null, null, prompt);
      }
      if (pair == null) {
        return new ReasoningOrder(Scope.ALL, null, null, null, null);
      }
      String[] names = pair.split("\\|", -1);
      if (names.length != 2) {
        throw new ConfigurationException("--pair must be DRUG|EVENT, not " + pair);
      }
      return new ReasoningOrder(Scope.PAIR, null, names[0], names[1], null);
    }

    private static String query(ReasoningOrder order) {
      return switch (order.invalidate()) {
        case ALL -> "";
        case TENANT -> "?tenant=" + encoded(order.tenant());
        case PROMPT -> "?prompt=" + encoded(order.prompt());
        case PAIR -> "?drug=%s&event=%s".formatted(encoded(order.drug()), encoded(order.event()));
      };
    }

    private static String encoded(@Nullable String text) {
      return URLEncoder.encode(Objects.requireNonNull(text), StandardCharsets.UTF_8);
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
