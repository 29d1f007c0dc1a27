package io.tocsin.local.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tocsin.ingest.MalformedReport;
import io.tocsin.ingest.MalformedReports;
import io.tocsin.schemas.report.AdverseEventReport;
import io.tocsin.schemas.report.DrugRole;
import io.tocsin.schemas.report.Patient;
import io.tocsin.schemas.report.Reaction;
import io.tocsin.schemas.report.ReportSource;
import io.tocsin.schemas.report.ReportStatus;
import io.tocsin.schemas.report.ReportedDrug;
import io.tocsin.schemas.report.Seriousness;
import io.tocsin.schemas.report.Sex;
import io.tocsin.schemas.topic.Topic;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The records of a plan: reports, later and earlier versions of them in any order, nullifications,
 * repetitions, and now and then a malformed record, which a header marks.
 */
final class Input {
  /** Header of records that must be refused. */
  static final String MALFORMED = "chaos-malformed";

  private static final int DRUGS = 40;
  private static final int EVENTS = 60;
  private static final int DRUGS_WITH_SIGNAL = 4;
  private static final int DAYS = 200;
  private static final int DAYS_AGO = 300;

  private final Topic<String, AdverseEventReport> topic;
  private final Random random;
  private final MalformedReports malformed;
  private final LocalDate first = LocalDate.now(ZoneOffset.UTC).minusDays(DAYS_AGO);
  private final List<ProducerRecord<byte[], byte[]>> sent = new ArrayList<>();
  private int reports;

  Input(Topic<String, AdverseEventReport> topic, long seed) {
    this.topic = topic;
    random = new Random(seed);
    malformed = new MalformedReports(seed);
  }

  /** The next records, so many. */
  List<ProducerRecord<byte[], byte[]>> next(int count) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int dice = random.nextInt(100);
      if (dice < 2) {
        records.add(malformed());
      } else if (dice < 5 && !sent.isEmpty()) {
        records.add(copy(sent.get(random.nextInt(sent.size()))));
      } else {
        boolean followUp = dice < 25 && reports > 0;
        records.add(report(followUp ? random.nextInt(reports) : reports++));
      }
    }
    sent.addAll(records);
    return records;
  }

  /** Some records that were sent before, once more and in disorder. */
  List<ProducerRecord<byte[], byte[]>> again() {
    List<ProducerRecord<byte[], byte[]>> some = new ArrayList<>();
    for (ProducerRecord<byte[], byte[]> record : sent) {
      if (random.nextInt(3) == 0) {
        some.add(copy(record));
      }
    }
    Collections.shuffle(some, random);
    return some;
  }

  private static ProducerRecord<byte[], byte[]> copy(ProducerRecord<byte[], byte[]> record) {
    return new ProducerRecord<>(
        record.topic(), null, record.key(), record.value(), record.headers());
  }

  private ProducerRecord<byte[], byte[]> malformed() {
    MalformedReport bad = malformed.next();
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic.name(), bad.key(), bad.value());
    record.headers().add(MALFORMED, bad.code().code().getBytes(UTF_8));
    return record;
  }

  private ProducerRecord<byte[], byte[]> report(int number) {
    String id = "CHAOS-" + number;
    AdverseEventReport report = report(id);
    return new ProducerRecord<>(
        topic.name(),
        id.getBytes(UTF_8),
        topic.valueSerde().serializer().serialize(topic.name(), report));
  }

  private AdverseEventReport report(String id) {
    boolean nullified = random.nextInt(20) == 0;
    int drug = random.nextInt(DRUGS);
    int event = random.nextInt(EVENTS);
    List<ReportedDrug> drugs =
        List.of(
            ReportedDrug.of("DRUG " + drug, DrugRole.PRIMARY_SUSPECT),
            ReportedDrug.of("DRUG " + (drug + 7), DrugRole.SECONDARY_SUSPECT));
    List<Reaction> reactions =
        List.of(
            Reaction.of("EVENT " + event),
            Reaction.of(drug < DRUGS_WITH_SIGNAL ? "RARE EVENT" : "EVENT " + (event + 1)));
    return new AdverseEventReport(
        id,
        1 + random.nextInt(3),
        nullified ? ReportStatus.NULLIFIED : ReportStatus.ACTIVE,
        ReportSource.OTHER,
        first.plusDays(random.nextInt(DAYS)),
        null,
        null,
        null,
        new Patient(
            random.nextBoolean() ? Sex.FEMALE : Sex.MALE, (double) random.nextInt(100), null),
        new Seriousness(random.nextInt(20) == 0, false, random.nextBoolean(), false, false, false),
        nullified ? List.of() : drugs,
        nullified ? List.of() : reactions,
        null,
        List.of());
  }
}
