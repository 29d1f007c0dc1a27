package io.tocsin.local.chaos;

import io.tocsin.config.EnvironmentException;
import io.tocsin.schemas.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Injects faults by plans drawn from a seed, and says whether all counts stayed exact. */
@Command(
    name = "chaos",
    description = {
      "Runs brokers and scorers of its own, injects faults into them, and checks after each plan"
          + " that tables and scores equal the recount, that every record is accounted for, and"
          + " that every alert was published once. Faults that cannot be injected on this machine"
          + " are skipped, and it says why.",
      "Exits with 1 if a plan did not hold; its seed repeats it."
    },
    footer = {"", "Example: tocsin chaos --plans 200 --seed 1"})
public final class ChaosCommand implements Callable<Integer> {
  @Option(
      names = "--plans",
      paramLabel = "N",
      defaultValue = "20",
      description = "Plans to run. Default: ${DEFAULT-VALUE}.")
  private int plans;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "What all plans are drawn from. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--from",
      paramLabel = "K",
      defaultValue = "1",
      description = "Number of the first plan. Default: ${DEFAULT-VALUE}.")
  private int from;

  @Option(
      names = "--plan-seed",
      paramLabel = "S",
      description = "Runs one plan, the one with this seed.")
  private @Nullable Long planSeed;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      defaultValue = "2",
      description = "Plans at once, each at a broker of its own. Default: ${DEFAULT-VALUE}.")
  private int parallel;

  @Option(
      names = "--keep",
      paramLabel = "DIR",
      description =
          "Works in this directory and leaves the logs of plans that did not hold. Default: a"
              + " temporary one, which stays if there are any.")
  private @Nullable Path keep;

  @Option(names = "--json", description = "Prints the outcome as JSON at the end.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  ChaosCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Path directory = directory();
    Machine machine = Machine.look(directory);
    machine
        .impossible()
        .forEach((kind, why) -> out.printf("%s: not possible here: %s%n", kind.words(), why));
    Campaign campaign =
        new Campaign(
            machine,
            directory,
            result -> Words.line(out, result),
            spec.commandLine().getErr()::println);
    Outcome outcome =
        planSeed == null
            ? campaign.run(seed, from, plans, parallel)
            : campaign.run(Plan.draw(from, planSeed, machine.possible()));
    Words.summary(out, outcome);
    if (json) {
      out.println(new String(Json.write(outcome), StandardCharsets.UTF_8));
    }
    if (outcome.held() < outcome.results().size()) {
      out.printf("logs of what did not hold: %s%n", directory);
    } else if (keep == null) {
      delete(directory);
    }
    out.printf("%d held%n", outcome.held());
    out.flush();
    return outcome.held() == outcome.results().size() ? 0 : 1;
  }

  private Path directory() {
    try {
      return keep == null
          ? Files.createTempDirectory("tocsin-chaos-")
          : Files.createDirectories(keep.toAbsolutePath());
    } catch (IOException e) {
      throw new EnvironmentException("No directory to work in: " + e, e);
    }
  }

  private static void delete(Path directory) {
    try {
      Directories.delete(directory);
    } catch (IOException e) {
      throw new EnvironmentException("%s is not deleted: %s".formatted(directory, e), e);
    }
  }
}
