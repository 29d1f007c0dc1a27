package io.tocsin.topology.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ByteTableTest {
  private static final int LARGER_THAN_A_BLOCK = 70_000;

  private final ByteTable table = new ByteTable();
  private final Map<String, String> model = new HashMap<>();
  private final Random random = new Random(7);

  @Test
  void holdsWhatWasPutLastWhateverTheLengths() {
    for (int i = 0; i < 100_000; i++) {
      put("report-" + random.nextInt(30_000), "x".repeat(random.nextInt(300)) + i);
    }
    put("", "");
    put("k".repeat(200), "v".repeat(LARGER_THAN_A_BLOCK));
    put("k".repeat(LARGER_THAN_A_BLOCK), "v");

    assertThat(table.size()).isEqualTo(model.size());
    model.forEach((key, value) -> assertThat(value(key)).isEqualTo(value));
    assertThat(table.find(bytes("report-unknown"))).isNegative();
  }

  @Test
  void whatIsLeftBehindIsNotKept() {
    for (int i = 0; i < 100_000; i++) {
      put("one of few " + i % 100, "y".repeat(random.nextInt(300)));
    }

    assertThat(table.bytes()).isLessThan(4 << 20);
    model.forEach((key, value) -> assertThat(value(key)).isEqualTo(value));
  }

  private void put(String key, String value) {
    int entry = table.put(bytes(key), bytes(value));
    model.put(key, value);
    assertThat(table.key(entry)).isEqualTo(bytes(key));
  }

  private String value(String key) {
    return new String(table.value(table.find(bytes(key))), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
