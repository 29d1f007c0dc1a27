package io.tocsin.reasoning.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class HttpSourceTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(200);
  private static final int MOST = 100_000;

  @Test
  void anAnswerIsGivenWithItsStatus() throws Exception {
    try (WebServer web = WebServer.answering(404, "{}");
        HttpSource http = new HttpSource(LONG, MOST)) {
      HttpResponse<byte[]> answer = http.get(web.address());

      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.body()).asString().isEqualTo("{}");
    }
  }

  @Test
  void anAnswerThatIsTooLargeIsNotRead() {
    try (WebServer web = WebServer.answering(200, "x".repeat(MOST + 1));
        HttpSource http = new HttpSource(LONG, MOST)) {
      assertThatThrownBy(() -> http.get(web.address()))
          .isInstanceOf(EvidenceUnavailableException.class)
          .hasMessage("no whole answer, or too large a one");
    }
  }

  @Test
  void nobodyIsSentElsewhere() throws Exception {
    try (WebServer elsewhere = WebServer.answering(200, "[]");
        WebServer web = WebServer.answering(302, "", "Location", elsewhere.address().toString());
        HttpSource http = new HttpSource(LONG, MOST)) {
      assertThat(http.get(web.address()).statusCode()).isEqualTo(302);
      assertThat(elsewhere.questions()).isEmpty();
    }
  }

  @Test
  void anAnswerThatBeginsAndNeverEndsIsGivenUpAtTheDeadline() throws Exception {
    try (WebServer web = WebServer.stalling();
        HttpSource http = new HttpSource(SHORT, MOST)) {
      assertThatThrownBy(() -> http.get(web.address()))
          .isInstanceOf(EvidenceUnavailableException.class)
          .hasMessageContaining("in time");
      assertThat(web.abandoned().await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void whoIsNotThereGivesNoConnection() throws IOException {
    URI nobody;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }
    try (HttpSource http = new HttpSource(LONG, MOST)) {
      assertThatThrownBy(() -> http.get(nobody)).hasMessage("no connection");
    }
  }
}
