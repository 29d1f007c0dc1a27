package io.tocsin.reasoning.provider;

import java.math.BigDecimal;
import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How long a provider asks to wait. What makes no sense is passed over, and so is OpenAI's {@code
 * x-ratelimit-reset-requests}: that is when nothing of a limit is used any more, not when the next
 * call may be made.
 */
final class RetryAfter {
  private static final Duration LONGEST = Duration.ofDays(1);
  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}(\\.\\d{1,9})?");

  private RetryAfter() {}

  /**
   * Milliseconds in {@code retry-after-ms}, else seconds or a date in {@code Retry-After}; a day at
   * most.
   *
   * @return absent when nothing was asked
   */
  static @Nullable Duration of(HttpHeaders headers, Instant now) {
    return headers
        .firstValue("retry-after-ms")
        .flatMap(text -> number(text, Duration.ofMillis(1)))
        .or(() -> headers.firstValue("retry-after").flatMap(text -> secondsOrDate(text, now)))
        .map(wait -> wait.compareTo(LONGEST) > 0 ? LONGEST : wait)
        .orElse(null);
  }

  private static Optional<Duration> secondsOrDate(String text, Instant now) {
    return number(text, Duration.ofSeconds(1)).or(() -> date(text, now));
  }

  private static Optional<Duration> number(String text, Duration unit) {
    String number = text.strip();
    if (!NUMBER.matcher(number).matches()) {
      return Optional.empty();
    }
    BigDecimal nanos = new BigDecimal(number).multiply(BigDecimal.valueOf(unit.toNanos()));
    return Optional.of(Duration.ofNanos(nanos.min(BigDecimal.valueOf(Long.MAX_VALUE)).longValue()));
  }

  private static Optional<Duration> date(String text, Instant now) {
    try {
      Instant then = DateTimeFormatter.RFC_1123_DATE_TIME.parse(text.strip(), Instant::from);
      return then.isBefore(now) ? Optional.empty() : Optional.of(Duration.between(now, then));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
