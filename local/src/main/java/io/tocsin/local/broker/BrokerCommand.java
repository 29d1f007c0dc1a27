package io.tocsin.local.broker;

import io.tocsin.local.kafka.EmbeddedKafka;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the embedded broker until it is told to stop. */
@Command(
    name = "broker",
    description = {
      "Runs a Kafka broker on this machine, for this machine only, until Ctrl-C.",
      "For trying Tocsin where there is neither Kafka nor Docker; it keeps one replica of"
          + " everything."
    },
    footer = {"", "Example: tocsin broker --port 9092 --data ~/tocsin-records"})
public final class BrokerCommand implements Runnable {
  @Option(
      names = "--port",
      defaultValue = "9092",
      paramLabel = "PORT",
      description = "Port on the loopback address; 0 takes a free one. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Keeps the records in this directory, and takes them up again. Default: a temporary one"
              + " that goes with the broker.")
  private @Nullable Path directory;

  @Spec private CommandSpec spec = CommandSpec.create();

  BrokerCommand() {}

  @Override
  public void run() {
    EmbeddedKafka.Builder builder = EmbeddedKafka.builder().port(port);
    EmbeddedKafka kafka = (directory == null ? builder : builder.directory(directory)).start();
    Runtime.getRuntime().addShutdownHook(new Thread(kafka::close, "broker-stop"));
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "broker ready: --bootstrap-servers %s, records in %s%s; Ctrl-C stops it%n",
        kafka.bootstrapServers(),
        kafka.directory(),
        Objects.isNull(directory) ? " (temporary)" : "");
    out.flush();
    kafka.awaitStop();
  }
}
