package io.tocsin.reasoning.limits;

import static io.tocsin.reasoning.limits.LimitsBuilder.limits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.config.ConfigurationException;
import io.tocsin.reasoning.limits.LimitsConfig.Tier;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class LimitsConfigTest {
  @Test
  void theDefaultsAreFiftyAMinuteAndFiveHundredAnHour() {
    assertThat(LimitsConfig.DEFAULTS.perMinute()).isEqualTo(50);
    assertThat(LimitsConfig.DEFAULTS.perHour()).isEqualTo(500);
    assertThat(LimitsConfig.DEFAULTS.tier().perHour()).isNull();
  }

  @Test
  void tiersBoundTheTenantsHour() {
    assertThat(Tier.FREE.perHour()).isEqualTo(100);
    assertThat(Tier.BASIC.perHour()).isEqualTo(1_000);
    assertThat(Tier.PRO.perHour()).isEqualTo(10_000);
  }

  @Test
  void whatCannotBeIsRefusedInWords() {
    assertRefused(limits().calls(0, 500), "Calls per minute", "not 0");
    assertRefused(limits().calls(50, -1), "Calls per hour", "not -1");
    assertRefused(limits().tokens(0), "Tokens per minute");
    assertRefused(limits().tenant(" ", Tier.FREE), "tenant");
    assertRefused(limits().perDay("0"), "Dollars per day", "not 0");
    assertRefused(limits().perMonth("10000001"), "Dollars per month", "10000000");
    assertRefused(limits().soft(0), "share of a money bound");
    assertRefused(limits().soft(Double.NaN), "share of a money bound");
    assertRefused(limits().instances(0), "number of instances", "between 1 and 100");
    assertRefused(limits().instances(101), "number of instances", "not 101");
    assertRefused(limits().expiry(Duration.ZERO), "expire");
    assertRefused(limits().expiry(Duration.ofHours(2)), "expire", "3600");
  }

  private static void assertRefused(LimitsBuilder limits, String... words) {
    assertThatThrownBy(limits::build)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll(words);
  }
}
