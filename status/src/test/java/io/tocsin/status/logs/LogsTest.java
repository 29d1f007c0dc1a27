package io.tocsin.status.logs;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LogsTest {
  private final LoggerContext context = new LoggerContext();

  @BeforeEach
  void giveTheContextAMappedDiagnosticContext() {
    context.setMDCAdapter(new LogbackMDCAdapter());
  }

  @Test
  void aMachineReadsOneJsonObjectPerLine() throws Exception {
    Logs.configure(context, "json");

    String line = encode("the scorer\nruns");

    assertThat(line.strip()).doesNotContain("\n");
    JsonNode entry = new ObjectMapper().readTree(line);
    assertThat(entry.properties().stream().map(field -> field.getKey()))
        .containsExactlyInAnyOrder("timestamp", "message", "logger", "thread", "level");
    assertThat(entry.get("message").asText()).isEqualTo("the scorer\nruns");
    assertThat(entry.get("timestamp").asText()).endsWith("Z");
  }

  @Test
  void aPersonReadsAShortLine() {
    Logs.configure(context, "text");

    assertThat(encode("the scorer runs"))
        .matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} INFO  LogsTest: the scorer runs\\R");
  }

  @Test
  void theClientsAreQuietInBothFormats() {
    for (String format : List.of("json", "text")) {
      Logs.configure(context, format);
      assertThat(context.getLogger("org.apache.kafka.clients").getEffectiveLevel())
          .isEqualTo(Level.WARN);
    }
  }

  private String encode(String message) {
    Logger logger = context.getLogger(LogsTest.class);
    LoggingEvent event =
        new LoggingEvent(LogsTest.class.getName(), logger, Level.INFO, message, null, null);
    OutputStreamAppender<ILoggingEvent> appender =
        (ConsoleAppender<ILoggingEvent>)
            context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("STDERR");
    return new String(appender.getEncoder().encode(event), StandardCharsets.UTF_8);
  }
}
