package io.tocsin.servers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Debian's {@code redis-server} on a free loopback port, without persistence. It can be killed,
 * started again empty, stalled and flushed.
 */
public final class RedisServer implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/bin/redis-server");
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration LOOK = Duration.ofMillis(10);

  private final int port;
  private @Nullable Process process;

  private RedisServer(int port) {
    this.port = port;
  }

  /** A server that answers. */
  public static RedisServer start() {
    RedisServer server = new RedisServer(freePort());
    server.begin();
    return server;
  }

  /** Whether this machine has the program. */
  public static boolean installed() {
    return Files.isExecutable(PROGRAM);
  }

  /** Where it answers, as Redis clients write it. */
  public String url() {
    return "redis://127.0.0.1:" + port + "/0";
  }

  /** Starts it again after {@link #kill}, empty, at the same address. */
  public void begin() {
    if (process != null) {
      throw new IllegalStateException("it runs already");
    }
    try {
      process =
          new ProcessBuilder(
                  PROGRAM.toString(),
                  "--port",
                  Integer.toString(port),
                  "--bind",
                  "127.0.0.1",
                  "--save",
                  "",
                  "--appendonly",
                  "no")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    awaitAnswer();
  }

  /** Ends it at once; what it knew is lost. */
  public void kill() {
    Process running = process;
    if (running != null) {
      running.destroyForcibly();
      await(running);
      process = null;
    }
  }

  /** Stops it from answering, without closing connections, until {@link #resume}. */
  public void stall() {
    signal("-STOP");
  }

  /** Lets it answer again. */
  public void resume() {
    signal("-CONT");
  }

  /** Makes it forget everything, scripts included. */
  public void flush() {
    command("FLUSHALL");
    command("SCRIPT FLUSH");
  }

  /**
   * Runs one command of words without spaces in them.
   *
   * @return the first line of the answer
   */
  public String command(String line) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
      return line(socket.getInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    if (process != null) {
      resume();
    }
    kill();
  }

  private void awaitAnswer() {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!answers()) {
      if (System.nanoTime() - end > 0) {
        throw new IllegalStateException("redis-server does not answer on port " + port);
      }
      pause();
    }
  }

  private boolean answers() {
    try {
      return command("PING").equals("+PONG");
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  private void signal(String signal) {
    Process running = process;
    if (running == null) {
      throw new IllegalStateException("it does not run");
    }
    try {
      await(new ProcessBuilder(List.of("kill", signal, Long.toString(running.pid()))).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next >= 0 && next != '\r'; next = in.read()) {
      line.append((char) next);
    }
    return line.toString();
  }

  private static void await(Process ending) {
    try {
      ending.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(LOOK);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
