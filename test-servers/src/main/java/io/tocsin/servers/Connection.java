package io.tocsin.servers;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One client's connection. It goes on reading while an answer is made on another thread, so that a
 * client that goes is noticed at once and its answer given up.
 */
final class Connection {
  private final Socket socket;
  private final ExecutorService threads;
  private final Consumer<Exchange> handler;

  Connection(Socket socket, ExecutorService threads, Consumer<Exchange> handler) {
    this.socket = socket;
    this.threads = threads;
    this.handler = handler;
  }

  /** Answers one request after the other until the client goes. */
  void serve() throws IOException, InterruptedException, ExecutionException {
    try (socket) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      Answering answering = null;
      for (Incoming next = next(in); next != null; next = next(in)) {
        if (answering != null) {
          answering.work().get();
        }
        Exchange exchange = new Exchange(next, socket);
        answering = new Answering(exchange, threads.submit(() -> handler.accept(exchange)));
      }
      if (answering != null && !socket.isClosed()) {
        answering.giveUp();
      }
    }
  }

  /** Absent when the client is gone or what it sends is no request, or when this side closed. */
  private static @Nullable Incoming next(InputStream in) {
    try {
      return Incoming.read(in);
    } catch (IOException e) {
      return null;
    }
  }

  private record Answering(Exchange exchange, Future<?> work) {
    void giveUp() {
      if (exchange.over().complete(Exchange.End.CLIENT_GONE)) {
        work.cancel(true);
      }
    }
  }
}
