package io.tocsin.servers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.servers.Dialect.Ending;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** One question and the ways to answer it, well or badly. */
record Call(Exchange exchange, Dialect dialect, Question question, String id) {
  private static final String JSON = "application/json";
  private static final String HTML_PAGE = "<!DOCTYPE html><html><body>Sign in</body></html>";
  private static final String DECLINED = "I cannot help with that.";
  private static final String PROSE = "It may well be, but I am not sure.";

  /** Says an error in the provider's format. */
  static void fail(Exchange exchange, Dialect dialect, Fault.Status error) throws IOException {
    send(exchange, error.status(), error.headers(), dialect.error(error));
  }

  static void send(Exchange exchange, int status, Map<String, String> headers, ObjectNode body)
      throws IOException {
    exchange.send(status, JSON, headers, body.toString());
  }

  void fail(Fault.Status error) throws IOException {
    fail(exchange, dialect, error);
  }

  /** Answers well. */
  void say(String text) throws IOException {
    say(text, Ending.FINISHED);
  }

  /**
   * Answers badly.
   *
   * @param text what would have been said
   */
  void say(String text, Fault.Flaw flaw) throws IOException, InterruptedException {
    switch (flaw) {
      case RESET -> exchange.reset();
      case SILENCE -> new CountDownLatch(1).await();
      case SLOW_BODY -> exchange.dribble(JSON, body(text, Ending.FINISHED).toString());
      case TRUNCATED_BODY -> exchange.truncate(JSON, body(text, Ending.FINISHED).toString());
      case EMPTY -> say("", Ending.FINISHED);
      case CUT_OFF -> say(text.substring(0, text.length() / 2), Ending.CUT_OFF);
      case DECLINED -> say(DECLINED, Ending.DECLINED);
      case PROSE -> say(PROSE, Ending.FINISHED);
      case HTML -> exchange.send(200, "text/html", Map.of(), HTML_PAGE);
    }
  }

  private void say(String text, Ending ending) throws IOException {
    send(exchange, 200, Map.of(), body(text, ending));
  }

  private ObjectNode body(String text, Ending ending) {
    return dialect.answer(id, question, text, ending);
  }
}
