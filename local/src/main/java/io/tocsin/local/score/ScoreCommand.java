package io.tocsin.local.score;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.schemas.deadletter.InvalidRecordException;
import io.tocsin.schemas.json.Json;
import io.tocsin.schemas.signal.ObservationReader;
import io.tocsin.schemas.signal.SignalObservation;
import io.tocsin.scoring.Model;
import io.tocsin.scoring.Scorer;
import io.tocsin.scoring.ScoringConfig;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Scores the requests of a file with the default weights and prior. */
@Command(
    name = "score",
    description = {
      "Scores requests from a file, without Kafka.",
      "A request is a JSON object with drug, event, count, total_cases and what else is known. The"
          + " file holds one, an array of them, or one per line; many are ranked."
    },
    footer = {"", "Example: tocsin score requests.json --as-of 2025-01-01"})
public final class ScoreCommand implements Callable<Integer> {
  private static final int REFUSED = 1;

  @Parameters(paramLabel = "FILE", description = "The requests; - reads standard input.")
  private String file = "";

  @Option(
      names = "--as-of",
      paramLabel = "YYYY-MM-DD",
      description = "The date that recency and novelty are relative to. Default: today, in UTC.")
  private @Nullable LocalDate asOf;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final ObservationReader reader = new ObservationReader();
  private final Clock clock = Clock.systemUTC();

  ScoreCommand() {}

  @Override
  public Integer call() throws Exception {
    RequestFile requests = RequestFile.read(file);
    List<SignalResponse> responses = score(requests.requests());
    print(responses, requests.shape());
    return responses.size() == requests.requests().size() ? 0 : REFUSED;
  }

  private List<SignalResponse> score(List<JsonNode> requests) {
    LocalDate today = LocalDate.now(clock);
    LocalDate relativeTo = asOf == null ? today : asOf;
    Instant now = clock.instant();
    Scorer scorer = new Scorer(ScoringConfig.DEFAULTS, Model.DEFAULTS);
    List<SignalResponse> responses = new ArrayList<>();
    int number = 0;
    for (JsonNode request : requests) {
      number++;
      try {
        SignalObservation observation =
            reader.read(
                request.toString().getBytes(StandardCharsets.UTF_8),
                relativeTo.isAfter(today) ? relativeTo : today);
        responses.add(SignalResponse.of(observation, scorer.score(observation, relativeTo, now)));
      } catch (InvalidRecordException e) {
        spec.commandLine()
            .getErr()
            .println("tocsin: request %d of %s: %s".formatted(number, file, e.getMessage()));
      }
    }
    return responses;
  }

  private void print(List<SignalResponse> responses, RequestFile.Shape shape) throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    switch (shape) {
      case OBJECT -> {
        for (SignalResponse response : responses) {
          out.println(Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(response));
        }
      }
      case ARRAY ->
          out.println(
              Json.mapper()
                  .writerWithDefaultPrettyPrinter()
                  .writeValueAsString(Ranking.of(responses)));
      case LINES -> {
        for (SignalResponse response : Ranking.of(responses)) {
          out.println(Json.mapper().writeValueAsString(response));
        }
      }
    }
    out.flush();
  }
}
