package io.tocsin.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class TocsinTest {
  @Test
  void everyVerbHelpsWithAnExampleThatIsItself() {
    List<CommandLine> verbs = new ArrayList<>();
    collect(Tocsin.commandLine(), verbs);

    assertThat(verbs)
        .isNotEmpty()
        .allSatisfy(
            verb -> {
              String name = verb.getCommandSpec().qualifiedName();
              assertThat(verb.getUsageMessage()).contains("Example: " + name);
            });
  }

  @Test
  void theVersionIsPrinted() {
    CommandRun run = CommandRun.of("version");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).startsWith("tocsin ").contains("Java " + Runtime.version());
  }

  @Test
  void withoutAVerbTheUsageIsShownAndTheExitCodeIsTwo() {
    CommandRun run = CommandRun.of();

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("Missing required subcommand").contains("topics");
  }

  @Test
  void anUnknownOptionIsNamedAndTheExitCodeIsTwo() {
    CommandRun run = CommandRun.of("topics", "create", "--partitons", "3");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--partitons").contains("--partitions");
  }

  @Test
  void aBrokerThatDoesNotAnswerIsOneLineAndExitCodeThree() {
    CommandRun run = CommandRun.of("alerts", "tail", "--bootstrap-servers", "nowhere.invalid:1");

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err())
        .isEqualToNormalizingNewlines(
            "tocsin: No Kafka broker answers at nowhere.invalid:1: start one (tocsin broker), or"
                + " name yours with --bootstrap-servers\n");
  }

  private static void collect(CommandLine command, List<CommandLine> verbs) {
    for (CommandLine verb : command.getSubcommands().values()) {
      if (!verb.getCommandName().equals("help")) {
        verbs.add(verb);
        collect(verb, verbs);
      }
    }
  }
}
