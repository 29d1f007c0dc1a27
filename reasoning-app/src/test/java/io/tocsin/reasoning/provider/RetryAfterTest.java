package io.tocsin.reasoning.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "0; PT0S",
        "20; PT20S",
        " 20 ; PT20S",
        "1.5; PT1.5S",
        "86400; PT24H",
        "86401; PT24H",
        "999999999999999999; PT24H",
        "Fri, 02 Jan 2026 03:04:05 GMT; PT0S",
        "Fri, 02 Jan 2026 03:04:06 GMT; PT1S",
        "Sat, 02 Jan 2027 03:04:05 GMT; PT24H",
      })
  void secondsAndDatesAreUnderstood(String text, Duration expected) {
    assertThat(of("retry-after", text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-1",
        "+1",
        "1e9",
        "NaN",
        "soon",
        "1 2",
        "0x10",
        "99999999999999999999",
        "Fri, 02 Jan 2026 03:04:04 GMT",
        "Mon, 02 Jan 2026 03:04:06 GMT",
        "2026-01-02T03:04:06Z",
      })
  void whatMakesNoSenseIsPassedOver(String text) {
    assertThat(of("retry-after", text)).isNull();
    assertThat(of("retry-after-ms", text)).isNull();
  }

  @Test
  void millisecondsComeBeforeSecondsUnlessTheyMakeNoSense() {
    assertThat(of("retry-after-ms", "250", "retry-after", "1")).isEqualTo(Duration.ofMillis(250));
    assertThat(of("retry-after-ms", "-250", "retry-after", "1")).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void nothingIsMadeUp() {
    assertThat(of()).isNull();
    assertThat(of("x-ratelimit-reset-requests", "6m0s")).isNull();
  }

  private static @Nullable Duration of(String... namesAndValues) {
    Map<String, List<String>> headers = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      headers.put(namesAndValues[i], List.of(namesAndValues[i + 1]));
    }
    return RetryAfter.of(HttpHeaders.of(headers, (name, value) -> true), NOW);
  }
}
