package io.tocsin.servers;

import java.util.Map;

/** What a {@link ModelServer} does instead of answering well. */
public sealed interface Fault {
  /** An error of this status, as the provider words it. */
  static Status status(int status) {
    return new Status(status, "", "", "The server was told to fail so.", Map.of());
  }

  /** 429 without a word on when to come back. */
  static Status throttled() {
    return status(429);
  }

  /** 429 with one header, such as {@code Retry-After}. */
  static Status throttled(String header, String value) {
    return throttled().with(header, value);
  }

  /** 429 as it is said when money or quota is spent. */
  static Status quotaSpent() {
    return throttled().of("insufficient_quota", "insufficient_quota");
  }

  /**
   * An error in the provider's format.
   *
   * @param type of the error; empty for the provider's usual one of this status
   * @param code of the error; empty for the provider's usual one of this status
   * @param headers beside the usual ones
   */
  record Status(int status, String type, String code, String message, Map<String, String> headers)
      implements Fault {
    /** Copies the map. */
    public Status {
      headers = Map.copyOf(headers);
    }

    /** The same, of another type and code. */
    public Status of(String otherType, String otherCode) {
      return new Status(status, otherType, otherCode, message, headers);
    }

    /** The same, in other words. */
    public Status saying(String otherMessage) {
      return new Status(status, type, code, otherMessage, headers);
    }

    /** The same, with this header alone. */
    public Status with(String header, String value) {
      return new Status(status, type, code, message, Map.of(header, value));
    }
  }

  /** An answer that is none. */
  enum Flaw implements Fault {
    /** The connection is reset before a byte of the answer. */
    RESET,
    /** No answer until the client goes. */
    SILENCE,
    /** The body comes byte by byte, one every 50 ms. */
    SLOW_BODY,
    /** The connection is closed in the middle of the body. */
    TRUNCATED_BODY,
    /** Finished, but nothing was said. */
    EMPTY,
    /** Ended by the limit of tokens: half of the answer. */
    CUT_OFF,
    /** The model declined. */
    DECLINED,
    /** Words where JSON was asked for. */
    PROSE,
    /** 200 with a page of HTML, as a proxy sends it. */
    HTML
  }
}
