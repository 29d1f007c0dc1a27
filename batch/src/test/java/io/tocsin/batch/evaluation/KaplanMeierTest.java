package io.tocsin.batch.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.batch.evaluation.KaplanMeier.Wait;
import io.tocsin.schemas.signal.Estimate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class KaplanMeierTest {
  @Test
  void theMedianRemissionUnder6MercaptopurineIs23Weeks() {
    // Freireich et al. (1963), the example of the textbooks: 23 weeks, log–log bounds 13 and none.
    List<Wait> weeks = new ArrayList<>();
    LongStream.of(6, 6, 6, 7, 10, 13, 16, 22, 23).forEach(w -> weeks.add(new Wait(w, true)));
    LongStream.of(6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)
        .forEach(w -> weeks.add(new Wait(w, false)));
    Collections.shuffle(weeks, new Random(1963));

    assertThat(KaplanMeier.median(weeks)).isEqualTo(new Estimate(23.0, 13.0, null));
  }

  @Test
  void theMedianRemissionUnderPlaceboIs8Weeks() {
    List<Wait> weeks = new ArrayList<>();
    LongStream.of(1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23)
        .forEach(w -> weeks.add(new Wait(w, true)));

    assertThat(KaplanMeier.median(weeks)).isEqualTo(new Estimate(8.0, 4.0, 11.0));
  }

  @Test
  void whenFewerThanHalfCameToItThereIsNoMedian() {
    List<Wait> days = List.of(new Wait(3, true), new Wait(9, false), new Wait(9, false));

    assertThat(KaplanMeier.median(days).value()).isNull();
  }

  @Test
  void timesMayLieBeforeTheirOrigin() {
    List<Wait> days = List.of(new Wait(-40, true), new Wait(-7, true), new Wait(12, true));

    assertThat(KaplanMeier.median(days).value()).isEqualTo(-7);
  }
}
