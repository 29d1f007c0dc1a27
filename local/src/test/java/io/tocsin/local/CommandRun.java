package io.tocsin.local;

import io.tocsin.local.kafka.EmbeddedKafka;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * One run of the command line inside the test.
 *
 * @param out what it printed
 * @param err what it printed on standard error
 */
public record CommandRun(int exitCode, String out, String err) {

  /** Runs the command line with these arguments against a broker. */
  public static CommandRun on(EmbeddedKafka kafka, String... arguments) {
    return of(
        Stream.concat(
                Arrays.stream(arguments),
                Stream.of("--bootstrap-servers", kafka.bootstrapServers()))
            .toArray(String[]::new));
  }

  /** Runs the command line with these arguments. */
  public static CommandRun of(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commandLine =
        Tocsin.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    int exitCode = commandLine.execute(arguments);
    return new CommandRun(exitCode, out.toString(), err.toString());
  }
}
