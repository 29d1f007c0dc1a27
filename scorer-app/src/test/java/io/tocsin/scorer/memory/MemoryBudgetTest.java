package io.tocsin.scorer.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.MemoryUsage;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {
  private static final long MEBIBYTE = 1 << 20;

  @Test
  void theLineSaysWhatEachPartMayTake() {
    MemoryBudget budget = new MemoryBudget(768 * MEBIBYTE, 64 * MEBIBYTE, 0, 48 * MEBIBYTE);

    assertThat(budget.line())
        .startsWith(
            "heap up to 768 MiB, direct buffers 64 MiB, classes without a bound, compiled code 48"
                + " MiB");
  }

  @Test
  void theBoundsOfThisProcessAreThoseItWasStartedWith() {
    assertThat(MemoryBudget.ofThisProcess().heap()).isEqualTo(Runtime.getRuntime().maxMemory());
    assertThat(MemoryBudget.ofThisProcess().direct()).isPositive();
  }

  @Test
  void theWarningSaysWhatToDo() {
    MemoryUsage usage = new MemoryUsage(0, 661 * MEBIBYTE, 768 * MEBIBYTE, 768 * MEBIBYTE);

    assertThat(HeapWatch.warning(usage))
        .contains("86 % of the heap of 768 MiB", "TOCSIN_JAVA_OPTS=-Xmx1536m");
  }
}
