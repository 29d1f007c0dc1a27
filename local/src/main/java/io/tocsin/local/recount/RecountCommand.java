package io.tocsin.local.recount;

import io.tocsin.local.cli.Kafka;
import io.tocsin.local.cli.KafkaOptions;
import io.tocsin.schemas.json.Json;
import io.tocsin.scorer.ScorerConfig;
import io.tocsin.scorer.ScorerSettings;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Proves, or disproves, that the stream counts exactly and that its scores are current. */
@Command(
    name = "recount",
    description = {
      "Reads all reports from the beginning, recounts every pair in a batch, and compares with the"
          + " tables that the stream keeps. Then computes every pair's score from the recount, with"
          + " the model and the settings that the published score names, and compares each figure.",
      "Prints every difference; exits with 1 if there is any."
    },
    footer = {"", "Example: tocsin recount --bootstrap-servers localhost:9092"})
public final class RecountCommand implements Callable<Integer> {
  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Option(
      names = "--application-id",
      paramLabel = "ID",
      description = "Application id of the scorer. Default: as the scorer's settings say.")
  private @Nullable String applicationId;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description =
          "How long a scorer that still reads gets to come to the end. Default: ${DEFAULT-VALUE}.")
  private long waitSeconds;

  @Option(
      names = "--scores",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Compares scores too, not tables only. Default: ${DEFAULT-VALUE}.")
  private boolean scores;

  @Option(names = "--json", description = "Prints the outcome as JSON.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  /** For picocli. */
  public RecountCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    ScorerConfig scorer = ScorerSettings.config(kafka.settings(ScorerSettings.reader()));
    Kafka.admin(scorer.kafka()).close();
    Recount.Outcome outcome =
        new Recount(
                scorer.kafka(),
                scorer.topics(),
                applicationId == null ? scorer.engine().applicationId() : applicationId,
                scorer.topology(),
                scores ? Recount.Depth.SCORES : Recount.Depth.COUNTS)
            .compare(Duration.ofSeconds(waitSeconds));
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(new String(Json.write(outcome), StandardCharsets.UTF_8));
    } else {
      print(outcome, out);
    }
    out.flush();
    return outcome.differences().isEmpty() ? 0 : 1;
  }

  private static void print(Recount.Outcome outcome, PrintWriter out) {
    outcome
        .differences()
        .forEach(
            each ->
                out.printf(
                    "%-7s %s: %s recounted %s, stream %s%n",
                    each.table(), each.entry(), each.figure(), each.recounted(), each.stream()));
    out.printf(
        "recounted %,d records: %,d reports stand, %,d records refused; %,d drugs, %,d events,"
            + " %,d pairs; %,d scores compared%n",
        outcome.records(),
        outcome.reports(),
        outcome.refused(),
        outcome.drugs(),
        outcome.events(),
        outcome.pairs(),
        outcome.scores());
    ModelCheck model = outcome.model();
    if (model != null) {
      out.println(model.line());
    }
    out.printf("%,d differences%n", outcome.differences().size());
  }
}
