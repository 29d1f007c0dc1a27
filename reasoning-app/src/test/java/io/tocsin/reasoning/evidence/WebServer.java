package io.tocsin.reasoning.evidence;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Answers every question the same, on the loopback address. */
final class WebServer implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(10);

  private final HttpServer server;
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final List<String> questions = new CopyOnWriteArrayList<>();
  private final CountDownLatch abandoned = new CountDownLatch(1);

  private WebServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(workers);
  }

  /** Answers with a status and a body. */
  static WebServer answering(int status, String body) {
    return answering(status, body, "Content-Type", "application/json");
  }

  /** Answers with a status, a header and a body. */
  static WebServer answering(int status, String body, String header, String value) {
    WebServer web = new WebServer();
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    web.server.createContext(
        "/",
        exchange -> {
          web.questions.add(exchange.getRequestURI().toString());
          exchange.getResponseHeaders().add(header, value);
          exchange.sendResponseHeaders(status, bytes.length);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
          }
        });
    web.server.start();
    return web;
  }

  /** Begins to answer and goes on with blanks until nobody listens. */
  static WebServer stalling() {
    WebServer web = new WebServer();
    web.server.createContext(
        "/",
        exchange -> {
          web.questions.add(exchange.getRequestURI().toString());
          exchange.sendResponseHeaders(200, 0);
          web.talk(exchange.getResponseBody());
        });
    web.server.start();
    return web;
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Opens when somebody has closed the connection before the end. */
  CountDownLatch abandoned() {
    return abandoned;
  }

  /** Paths and queries as they were asked for. */
  List<String> questions() {
    return questions;
  }

  @Override
  public void close() {
    server.stop(0);
    workers.shutdownNow();
  }

  private void talk(OutputStream listener) {
    try {
      while (true) {
        listener.write(' ');
        listener.flush();
        Thread.sleep(PAUSE);
      }
    } catch (IOException e) {
      abandoned.countDown();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
