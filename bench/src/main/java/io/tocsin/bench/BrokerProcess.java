package io.tocsin.bench;

import io.tocsin.local.kafka.EmbeddedKafka;
import io.tocsin.status.logs.Logs;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A broker in a process of its own, so that its memory and CPU are not those that are measured. */
final class BrokerProcess implements AutoCloseable {
  private final Process process;
  private final String bootstrapServers;

  private BrokerProcess(Process process, String bootstrapServers) {
    this.process = process;
    this.bootstrapServers = bootstrapServers;
  }

  /** Runs in the child process. */
  public static void main(String[] arguments) {
    Logs.configure("quiet");
    EmbeddedKafka kafka = EmbeddedKafka.builder().directory(Path.of(arguments[0])).start();
    System.out.println(kafka.bootstrapServers());
    kafka.awaitStop();
  }

  static BrokerProcess start(Path directory) throws IOException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx1g",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-cp",
                    System.getProperty("java.class.path"),
                    BrokerProcess.class.getName(),
                    directory.toString()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
    String servers = lines.readLine();
    if (servers == null) {
      throw new IOException("the broker ended before it was ready");
    }
    return new BrokerProcess(process, servers);
  }

  String bootstrapServers() {
    return bootstrapServers;
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
