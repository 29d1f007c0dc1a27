package io.tocsin.local.pipeline;

import io.tocsin.scorer.Main;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A scorer in a process of its own, which a test can kill. */
final class ScorerProcess {
  private ScorerProcess() {}

  static Process start(String bootstrapServers, Path stateDirectory, Path log) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    builder
        .environment()
        .putAll(
            Map.of(
                "TOCSIN_KAFKA_BOOTSTRAP_SERVERS", bootstrapServers,
                "TOCSIN_KAFKA_SESSION_TIMEOUT_MS", "6000",
                "TOCSIN_SCORER_STATE_DIR", stateDirectory.toString(),
                "TOCSIN_SCORER_HTTP_PORT", "0",
                "TOCSIN_SCORING_AS_OF", "newest_receipt"));
    return builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }
}
