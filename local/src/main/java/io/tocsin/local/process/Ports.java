package io.tocsin.local.process;

import io.tocsin.config.EnvironmentException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports for programs that keep theirs when they are started again. */
final class Ports {
  /** Below the range that systems take the ports of outgoing connections from. */
  private static final int FIRST = 15_000;

  private static final int LAST = 32_000;
  private static final int ATTEMPTS = 1000;

  private Ports() {}

  /** A port of the loopback address that nobody listens on now. */
  static int free() {
    for (int i = 0; i < ATTEMPTS; i++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
      if (isFree(port)) {
        return port;
      }
    }
    throw new EnvironmentException("No free port between %d and %d".formatted(FIRST, LAST));
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
