package io.tocsin.bench;

import io.tocsin.bench.recovery.RecoveryRun;
import io.tocsin.local.process.BrokerProcess;
import io.tocsin.schemas.json.Json;
import io.tocsin.status.logs.Logs;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * How long the scorer takes to start, to come back after kill -9 with its state in changelogs, to
 * hand over to a standby, and to be restarted beside another. Scorers are started by the launcher;
 * the broker is a process of its own.
 *
 * <p>{@code bench/run Recovery [entries of state]}
 */
public final class Recovery {
  private static final long ENTRIES = 5_000_000;

  private Recovery() {}

  /** Runs the benchmark and prints a table, then JSON. */
  public static void main(String[] arguments) throws Exception {
    Logs.configure("quiet");
    long entries = arguments.length > 0 ? Long.parseLong(arguments[0]) : ENTRIES;
    Path classes =
        Path.of(Recovery.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path launcher = classes.resolve("../../../tocsin").normalize();
    Path directory = Files.createTempDirectory("tocsin-recovery-");
    try (BrokerProcess broker = BrokerProcess.start(directory.resolve("kafka"))) {
      Map<String, Object> figures =
          new RecoveryRun(launcher, directory, broker.bootstrapServers()).run(entries);
      System.out.println(new String(Json.write(figures), StandardCharsets.UTF_8));
    } finally {
      RecoveryRun.delete(directory);
    }
    System.exit(0);
  }
}
