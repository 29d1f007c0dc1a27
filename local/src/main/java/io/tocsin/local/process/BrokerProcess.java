package io.tocsin.local.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The embedded broker as a process of its own. */
public final class BrokerProcess extends AppProcess {
  private static final String READY = "broker ready: ";

  private final int port;

  private BrokerProcess(Program program, int port) {
    super(program);
    this.port = port;
  }

  /**
   * Starts a broker on any free port that keeps its records in a directory; returns when it takes
   * requests.
   *
   * @param directory created if missing; the log goes beside it, with the suffix {@code .log}
   * @param jvmOptions over the launcher's
   */
  public static BrokerProcess start(Path directory, String... jvmOptions) {
    int port = Ports.free();
    List<String> words =
        List.of("broker", "--port", Integer.toString(port), "--data", directory.toString());
    Path log = directory.resolveSibling(directory.getFileName() + ".log");
    BrokerProcess broker =
        new BrokerProcess(new Program(words, Map.of(), List.of(jvmOptions), log), port);
    broker.start();
    try {
      broker.awaitReady();
      return broker;
    } catch (RuntimeException e) {
      broker.close();
      throw e;
    }
  }

  /** Address for clients, {@code host:port}. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  @Override
  public boolean ready() {
    return output().contains(READY);
  }
}
