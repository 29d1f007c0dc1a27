package io.tocsin.bench.reasoning;

import io.tocsin.schemas.alert.Alert;
import io.tocsin.schemas.alert.AlertReason;
import io.tocsin.schemas.signal.AlertLevel;
import io.tocsin.schemas.signal.CaseSummary;
import io.tocsin.schemas.signal.ContingencyTable;
import io.tocsin.schemas.signal.Pair;
import io.tocsin.scoring.CountedPair;
import io.tocsin.scoring.Model;
import io.tocsin.scoring.Scorer;
import io.tocsin.scoring.ScoringConfig;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Alerts of as many pairs as wanted, scored as the scorer does. */
final class SampleAlerts {
  private static final LocalDate AS_OF = LocalDate.parse("1999-07-15");
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  private final Scorer scorer = new Scorer(ScoringConfig.DEFAULTS, Model.DEFAULTS);

  List<Alert> of(String drug, int count) {
    return IntStream.range(0, count).mapToObj(i -> alert(drug + " " + i)).toList();
  }

  private Alert alert(String drug) {
    Pair pair = Pair.of(drug, "INTUSSUSCEPTION");
    CaseSummary cases =
        new CaseSummary(
            4, 0, 0, 4, 0, 0, AS_OF, AS_OF, Map.of(), List.of(), List.of(), null, List.of());
    CountedPair counted =
        new CountedPair(pair, new ContingencyTable(4, 150, 1, 16845), cases, null, null);
    return new Alert(
        Alert.id(pair, 1),
        pair.drug(),
        pair.event(),
        1,
        AlertLevel.NONE,
        AlertLevel.HIGH,
        AlertReason.ESCALATED,
        scorer.score(counted, AS_OF, NOW),
        AS_OF,
        NOW,
        null);
  }
}
