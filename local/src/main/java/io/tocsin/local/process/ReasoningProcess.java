package io.tocsin.local.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The reasoning app as a process of its own. */
public final class ReasoningProcess extends AppProcess {
  private final StatusPage page;

  private ReasoningProcess(Program program, StatusPage page) {
    super(program);
    this.page = page;
  }

  /**
   * A reasoning app that is not started yet. It keeps its port for its status: a free one if the
   * settings do not name one.
   *
   * @param directory its log goes there, named by the port
   * @param settings environment variables, such as {@code TOCSIN_KAFKA_BOOTSTRAP_SERVERS}
   * @param jvmOptions over the launcher's
   */
  public static ReasoningProcess of(
      Path directory, Map<String, String> settings, String... jvmOptions) {
    StatusPage page = StatusPage.of(settings, "TOCSIN_REASONING_HTTP_PORT");
    Path log = directory.resolve("reasoning-%s.log".formatted(page.port()));
    return new ReasoningProcess(
        new Program(List.of("reasoning"), page.settings(), List.of(jvmOptions), log), page);
  }

  /** Whether it says that it is ready: that the group has given it its partitions. */
  @Override
  public boolean ready() {
    return page.ready();
  }
}
