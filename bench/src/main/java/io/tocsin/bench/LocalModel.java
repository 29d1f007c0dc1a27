package io.tocsin.bench;

import io.tocsin.servers.ModelServer;
import io.tocsin.servers.ScriptedAssessor;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * A stand-in for a language model's server, to try reasoning with: it answers by a script, so that
 * what it says is no judgement. Prints the settings that find it.
 *
 * <p>{@code bench/run LocalModel [port [latency in ms]]}
 */
public final class LocalModel {
  private static final int PORT = 8089;
  private static final long LATENCY_MS = 300;

  private LocalModel() {}

  /** Answers until it is stopped. */
  public static void main(String[] arguments) throws InterruptedException {
    int port = arguments.length > 0 ? Integer.parseInt(arguments[0]) : PORT;
    long latency = arguments.length > 1 ? Long.parseLong(arguments[1]) : LATENCY_MS;
    try (ModelServer server = ModelServer.start(port)) {
      server.latency(Duration.ofMillis(latency));
      server.answer(new ScriptedAssessor());
      System.out.printf(
          """
          A scripted stand-in for a model answers after %d ms; stop it with Ctrl-C. It is found by:
          export TOCSIN_REASONING_MODEL_PROVIDER=openai-compatible
          export TOCSIN_REASONING_MODEL_URL=%s
          export TOCSIN_REASONING_MODEL_NAME=scripted-stand-in
          export TOCSIN_REASONING_MODEL_API_KEY=%s
          And as it costs nothing, it may be asked about every alert, and again soon:
          export TOCSIN_REASONING_LIMITS_MAX_INSTANCES=1 TOCSIN_REASONING_LIMITS_PER_MINUTE=20000
          export TOCSIN_REASONING_LIMITS_PER_HOUR=200000 TOCSIN_REASONING_LIMITS_TOKENS_PER_MINUTE=200000000
          export TOCSIN_REASONING_UPGRADE_INTERVAL_MS=5000
          """,
          latency, server.openAiUrl(), ModelServer.KEY);
      new CountDownLatch(1).await();
    }
  }
}
