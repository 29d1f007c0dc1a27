package io.tocsin.servers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP/1.1 request whose body has a length.
 *
 * @param headers by name in lower case
 */
record Incoming(String method, String path, Map<String, String> headers, String body) {
  private static final int MAX_LINE = 64 * 1024;
  private static final int MAX_BODY = 16 * 1024 * 1024;

  /**
   * Reads the next one.
   *
   * @return absent when the client closed the connection instead
   * @throws IOException when it is not HTTP, is too large, or ends too early
   */
  static @Nullable Incoming read(InputStream in) throws IOException {
    String first = line(in);
    if (first == null) {
      return null;
    }
    String[] words = first.split(" ", -1);
    if (words.length != 3 || !words[2].startsWith("HTTP/1.")) {
      throw new IOException("not a request of HTTP/1");
    }
    Map<String, String> headers = headers(in);
    return new Incoming(words[0], words[1], headers, body(in, headers));
  }

  /** The value of a header; empty when it was not sent. */
  String header(String name) {
    return headers.getOrDefault(name, "");
  }

  /** Whether the client wants no other answer over this connection. */
  boolean last() {
    return header("connection").equalsIgnoreCase("close");
  }

  private static Map<String, String> headers(InputStream in) throws IOException {
    Map<String, String> headers = new HashMap<>();
    for (String line = line(in); line == null || !line.isEmpty(); line = line(in)) {
      int colon = line == null ? -1 : line.indexOf(':');
      if (line == null || colon < 0) {
        throw new IOException("headers end too early");
      }
      headers.put(
          line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
          line.substring(colon + 1).strip());
    }
    return headers;
  }

  private static String body(InputStream in, Map<String, String> headers) throws IOException {
    if (headers.containsKey("transfer-encoding")) {
      throw new IOException("bodies in chunks are not understood");
    }
    int length;
    try {
      length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    } catch (NumberFormatException e) {
      throw new IOException("the length of the body is no number", e);
    }
    if (length < 0 || length > MAX_BODY) {
      throw new IOException("the body is too large");
    }
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      throw new IOException("the body ends too early");
    }
    return new String(body, StandardCharsets.UTF_8);
  }

  private static @Nullable String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        return null;
      }
      if (line.length() == MAX_LINE) {
        throw new IOException("a line is too long");
      }
      line.append((char) next);
    }
    return line.toString().stripTrailing();
  }
}
