package io.tocsin.local.process;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The scorer as a process of its own. */
public final class ScorerProcess extends AppProcess {
  private final StatusPage page;

  private ScorerProcess(Program program, StatusPage page) {
    super(program);
    this.page = page;
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
    StatusPage page = StatusPage.of(settings, "TOCSIN_SCORER_HTTP_PORT");
    Path log = directory.resolve("scorer-%s.log".formatted(page.port()));
    return new ScorerProcess(
        new Program(List.of("scorer"), page.settings(), List.of(jvmOptions), log), page);
  }

  /** Where it serves health and metrics, once it has begun to start. */
  public URI statusAddress() {
    return page.address();
  }

  /** Whether it says that it is ready: that its stream threads run. */
  @Override
  public boolean ready() {
    return page.ready();
  }
}
