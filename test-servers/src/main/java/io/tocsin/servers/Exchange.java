package io.tocsin.servers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** One request and its answer. It is over just before the last byte of the answer is sent. */
final class Exchange {
  private static final Duration DRIBBLE = Duration.ofMillis(50);

  /** How an exchange ends. */
  enum End {
    ANSWERED,
    CLIENT_GONE
  }

  private final Incoming request;
  private final Socket socket;
  private final CompletableFuture<End> over = new CompletableFuture<>();

  Exchange(Incoming request, Socket socket) {
    this.request = request;
    this.socket = socket;
  }

  Incoming request() {
    return request;
  }

  /** Completes once. */
  CompletableFuture<End> over() {
    return over;
  }

  void send(int status, String type, Map<String, String> headers, String body) throws IOException {
    byte[] message = message(status, type, headers, body);
    over.complete(End.ANSWERED);
    OutputStream out = socket.getOutputStream();
    out.write(message);
    out.flush();
    if (request.last()) {
      socket.close();
    }
  }

  /** Sends the head of the answer at once, then byte by byte. */
  void dribble(String type, String body) throws IOException, InterruptedException {
    byte[] message = message(200, type, Map.of(), body);
    int head = message.length - body.getBytes(StandardCharsets.UTF_8).length;
    OutputStream out = socket.getOutputStream();
    out.write(message, 0, head);
    for (int i = head; i < message.length; i++) {
      Thread.sleep(DRIBBLE);
      if (i == message.length - 1) {
        over.complete(End.ANSWERED);
      }
      out.write(message[i]);
      out.flush();
    }
  }

  /** Sends half of the body, then closes the connection. */
  void truncate(String type, String body) throws IOException {
    byte[] message = message(200, type, Map.of(), body);
    over.complete(End.ANSWERED);
    socket.getOutputStream().write(message, 0, message.length - body.length() / 2);
    socket.close();
  }

  /** Resets the connection. */
  void reset() throws IOException {
    over.complete(End.ANSWERED);
    socket.setSoLinger(true, 0);
    socket.close();
  }

  private static byte[] message(int status, String type, Map<String, String> headers, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    StringBuilder head = new StringBuilder();
    head.append("HTTP/1.1 ").append(status).append(" \r\n");
    head.append("Content-Type: ").append(type).append("\r\n");
    head.append("Content-Length: ").append(bytes.length).append("\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    head.append("\r\n");
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    message.writeBytes(bytes);
    return message.toByteArray();
  }
}
