package io.tocsin.bench.engine;

import io.tocsin.schemas.json.Json;
import io.tocsin.schemas.report.AdverseEventReport;
import io.tocsin.schemas.report.DrugRole;
import io.tocsin.schemas.report.Patient;
import io.tocsin.schemas.report.Reaction;
import io.tocsin.schemas.report.ReportSource;
import io.tocsin.schemas.report.ReportStatus;
import io.tocsin.schemas.report.ReportedDrug;
import io.tocsin.schemas.report.Seriousness;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Drug-event pairs that nobody else reports. The third serious report of one makes it ring: three
 * reports are the least that may, and three where next to none are expected are a strong signal.
 */
final class Markers {
  /** Reports that it takes. */
  static final int REPORTS = 3;

  private static final String DRUG = "MARKER DRUG";
  private static final Seriousness SERIOUS =
      new Seriousness(false, true, true, false, false, false);

  private Markers() {}

  /**
   * The number of a marker; -1 for other pairs.
   *
   * @param key of an alert: {@code drug|event}
   */
  static int numberOf(String key) {
    if (!key.startsWith(DRUG)) {
      return -1;
    }
    return Integer.parseInt(key, DRUG.length() + 1, key.indexOf('|'), 10);
  }

  /**
   * One of its reports, to be sent to a topic.
   *
   * @param report from 1 to {@link #REPORTS}
   */
  static ProducerRecord<String, byte[]> report(String topic, int marker, int report) {
    String reportId = "MARKER-%d-%d".formatted(marker, report);
    AdverseEventReport made =
        new AdverseEventReport(
            reportId,
            1,
            ReportStatus.ACTIVE,
            ReportSource.FAERS,
            LocalDate.now(ZoneOffset.UTC),
            null,
            "US",
            "physician",
            Patient.UNKNOWN,
            SERIOUS,
            List.of(ReportedDrug.of(drug(marker), DrugRole.PRIMARY_SUSPECT)),
            List.of(Reaction.of("Marker event " + marker)),
            null,
            List.of());
    return new ProducerRecord<>(topic, reportId, Json.write(made));
  }

  private static String drug(int marker) {
    return DRUG + " " + marker;
  }
}
