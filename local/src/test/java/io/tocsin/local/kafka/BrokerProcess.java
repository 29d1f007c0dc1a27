package io.tocsin.local.kafka;

import io.tocsin.status.logs.Logs;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A broker in a process of its own, which a test can kill. */
final class BrokerProcess {
  private BrokerProcess() {}

  /** Started in the child: prints the address of the broker, then runs until it is killed. */
  public static void main(String[] arguments) {
    Logs.configure("quiet");
    EmbeddedKafka kafka = EmbeddedKafka.builder().directory(Path.of(arguments[0])).start();
    System.out.println(kafka.bootstrapServers());
    kafka.awaitStop();
  }

  static Process start(Path directory) throws IOException {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                BrokerProcess.class.getName(),
                directory.toString()))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  static String bootstrapServers(Process process) throws IOException {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      String line = lines.readLine();
      if (line == null) {
        throw new IOException("The broker's process ended before it was ready.");
      }
      return line;
    }
  }
}
