package io.tocsin.bench;

import io.tocsin.schemas.json.Json;
import io.tocsin.schemas.report.AdverseEventReport;
import io.tocsin.schemas.report.DrugRole;
import io.tocsin.schemas.report.Patient;
import io.tocsin.schemas.report.Reaction;
import io.tocsin.schemas.report.ReportSource;
import io.tocsin.schemas.report.ReportStatus;
import io.tocsin.schemas.report.ReportedDrug;
import io.tocsin.schemas.report.Seriousness;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Reports at little cost for who sends them: written once, then only id and version are set. After
 * the first {@link #IDS} all are follow-ups that say something else, so that work goes on and state
 * does not grow: growing memory is then the backlog's.
 */
final class OverloadReports {
  /** How many reports there are. */
  static final int IDS = 50_000;

  private static final int CONTENTS = 10_007;
  private static final String ID = "LOAD-00000000";
  private static final int FIRST_VERSION = 1_000_000;

  private final List<Content> contents = new ArrayList<>();
  private long next;

  private final String topic;

  /** A report, and where the digits of its id and of its version end. */
  private static final class Content {
    private final byte[] json;
    private final int id;
    private final int version;

    private Content(byte[] json, int id, int version) {
      this.json = json;
      this.id = id;
      this.version = version;
    }
  }

  /**
   * @param topic of the reports
   */
  OverloadReports(String topic, long seed) {
    this.topic = topic;
    GeneratedReports generated = new GeneratedReports(seed);
    for (int i = 0; i < CONTENTS; i++) {
      contents.add(content(generated.next(i, CONTENTS)));
    }
  }

  private static Content content(AdverseEventReport report) {
    byte[] json =
        Json.write(
            new AdverseEventReport(
                ID,
                FIRST_VERSION,
                report.status(),
                report.source(),
                report.receiptDate(),
                report.eventDate(),
                report.country(),
                report.reporter(),
                report.patient(),
                report.seriousness(),
                report.drugs(),
                report.reactions(),
                report.narrative(),
                report.linkedReportIds()));
    String text = new String(json, StandardCharsets.ISO_8859_1);
    String version = "\"version\":" + FIRST_VERSION;
    return new Content(
        json, text.indexOf(ID) + ID.length(), text.indexOf(version) + version.length());
  }

  /** The next report or follow-up. */
  ProducerRecord<byte[], byte[]> next() {
    int id = (int) (next % IDS);
    int version = FIRST_VERSION + (int) (next / IDS);
    Content content = contents.get((int) (next % CONTENTS));
    next++;
    byte[] value = content.json.clone();
    write(value, content.id, id);
    write(value, content.version, version);
    byte[] key = ID.getBytes(StandardCharsets.UTF_8);
    write(key, key.length, id);
    return new ProducerRecord<>(topic, key, value);
  }

  private static void write(byte[] into, int end, int number) {
    int rest = number;
    for (int at = end - 1; rest > 0; at--) {
      into[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }

  /** Three reports of a pair that none has named before. */
  List<ProducerRecord<byte[], byte[]>> marker(Marker marker, LocalDate day) {
    List<ProducerRecord<byte[], byte[]>> reports = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      String id = marker.drug() + "-" + i;
      byte[] value =
          Json.write(
              new AdverseEventReport(
                  id,
                  1,
                  ReportStatus.ACTIVE,
                  ReportSource.OTHER,
                  day,
                  null,
                  null,
                  null,
                  Patient.UNKNOWN,
                  new Seriousness(marker.serious(), false, marker.serious(), false, false, false),
                  List.of(ReportedDrug.of(marker.drug(), DrugRole.PRIMARY_SUSPECT)),
                  List.of(Reaction.of(marker.event())),
                  null,
                  List.of()));
      reports.add(new ProducerRecord<>(topic, id.getBytes(StandardCharsets.UTF_8), value));
    }
    return reports;
  }

  /**
   * A new pair of a drug and an event.
   *
   * @param serious whether its reports are
   */
  record Marker(String drug, String event, boolean serious) {}
}
