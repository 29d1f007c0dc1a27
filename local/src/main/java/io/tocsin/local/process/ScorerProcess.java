package io.tocsin.local.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The scorer as a process of its own. */
public final class ScorerProcess extends AppProcess {
  private static final String PORT = "TOCSIN_SCORER_HTTP_PORT";
  private static final Duration ANSWER = Duration.ofSeconds(2);
  private static final HttpClient CLIENT = HttpClient.newBuilder().connectTimeout(ANSWER).build();

  private final URI statusAddress;

  private ScorerProcess(Program program, URI statusAddress) {
    super(program);
    this.statusAddress = statusAddress;
  }

  /**
   * Starts a scorer, which chooses a free port for its status if the settings do not name one, and
   * keeps it.
   *
   * @param directory its log goes there, named by the port
   * @param settings environment variables, such as {@code TOCSIN_KAFKA_BOOTSTRAP_SERVERS}
   * @param jvmOptions over the launcher's
   */
  public static ScorerProcess start(
      Path directory, Map<String, String> settings, String... jvmOptions) {
    ScorerProcess scorer = of(directory, settings, jvmOptions);
    scorer.start();
    return scorer;
  }

  /** The same, not started yet. */
  public static ScorerProcess of(
      Path directory, Map<String, String> settings, String... jvmOptions) {
    Map<String, String> complete = new HashMap<>(settings);
    if (complete.getOrDefault(PORT, "0").equals("0")) {
      complete.put(PORT, Integer.toString(Ports.free()));
    }
    String port = complete.getOrDefault(PORT, "0");
    Path log = directory.resolve("scorer-%s.log".formatted(port));
    return new ScorerProcess(
        new Program(List.of("scorer"), complete, List.of(jvmOptions), log),
        URI.create("http://127.0.0.1:" + port));
  }

  /** Where it serves health and metrics, once it has begun to start. */
  public URI statusAddress() {
    return statusAddress;
  }

  /** Whether it says that it is ready: that its stream threads run. */
  @Override
  public boolean ready() {
    HttpRequest request =
        HttpRequest.newBuilder(statusAddress.resolve("/health/ready")).timeout(ANSWER).build();
    try {
      return CLIENT.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
