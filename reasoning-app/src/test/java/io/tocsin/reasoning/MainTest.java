package io.tocsin.reasoning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MainTest {
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @Test
  void aMisspeltSettingEndsTheProgramWithTwoAndOneLine() {
    assertThat(run(List.of(), Map.of("TOCSIN_REASONING_WORKER", "2"))).isEqualTo(2);
    assertThat(said.toString(StandardCharsets.UTF_8))
        .isEqualToNormalizingNewlines(
            "tocsin reasoning: Unknown variable TOCSIN_REASONING_WORKER: did you mean"
                + " TOCSIN_REASONING_WORKERS? Correct or remove it\n");
  }

  @Test
  void anUnknownArgumentEndsTheProgramWithTwo() {
    assertThat(run(List.of("--verbose"), Map.of())).isEqualTo(2);
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("[--verbose]", "--config FILE");
  }

  @Test
  void aBrokerThatIsNotThereEndsTheProgramWithThreeAndItsAddress() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    String address = "127.0.0.1:" + free;

    int exitCode =
        run(
            List.of(),
            Map.of(
                "TOCSIN_KAFKA_BOOTSTRAP_SERVERS", address,
                "TOCSIN_KAFKA_DEFAULT_API_TIMEOUT_MS", "500",
                "TOCSIN_KAFKA_REQUEST_TIMEOUT_MS", "400",
                "TOCSIN_LOG_FORMAT", "text"));

    assertThat(exitCode).isEqualTo(3);
    assertThat(said.toString(StandardCharsets.UTF_8))
        .contains("tocsin reasoning: No usable answer from Kafka at " + address)
        .contains("correct kafka.bootstrap.servers");
  }

  private int run(List<String> arguments, Map<String, String> environment) {
    return Main.run(arguments, environment, new PrintStream(said, true, StandardCharsets.UTF_8));
  }
}
