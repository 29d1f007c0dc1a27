package io.tocsin.local.recount;

import io.tocsin.schemas.deadletter.ErrorCode;
import io.tocsin.schemas.deadletter.InvalidRecordException;
import io.tocsin.schemas.report.AdverseEventReport;
import io.tocsin.schemas.report.DrugRole;
import io.tocsin.schemas.report.ReportReader;
import io.tocsin.scoring.strata.Strata;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Counts the distinct valid reports of {@code adverse-event-reports} the plain way: first all
 * records, keeping each report's highest version, then one pass over the reports. It shares the
 * contract's reader with the stream and the pure arithmetic of {@code scoring}, and nothing else.
 */
final class BatchRecount {
  private final ReportReader reader = new ReportReader();
  private final Set<DrugRole> countedRoles;
  private final Strata strata;
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, PlainReport> reports = new HashMap<>();
  private long records;
  private long refused;

  BatchRecount(Set<DrugRole> countedRoles, Strata strata) {
    this.countedRoles = Set.copyOf(countedRoles);
    this.strata = strata;
  }

  void take(ConsumerRecord<byte[], byte[]> each) {
    records++;
    try {
      AdverseEventReport report = valid(each);
      PlainReport version = PlainReport.of(report, countedRoles, this::shared);
      if (version.isAfter(reports.get(report.reportId()))) {
        reports.put(report.reportId(), version);
      }
    } catch (InvalidRecordException e) {
      refused++;
    }
  }

  private String shared(String name) {
    return names.computeIfAbsent(name, same -> same);
  }

  private AdverseEventReport valid(ConsumerRecord<byte[], byte[]> each) {
    if (each.value() == null || each.key() == null) {
      throw new InvalidRecordException(ErrorCode.EMPTY_VALUE, null, "no key or no value");
    }
    LocalDate arrived = LocalDate.ofInstant(Instant.ofEpochMilli(each.timestamp()), ZoneOffset.UTC);
    AdverseEventReport report = reader.read(each.value(), arrived);
    if (!report.reportId().equals(new String(each.key(), StandardCharsets.UTF_8))) {
      throw new InvalidRecordException(ErrorCode.KEY_MISMATCH, null, "under another key");
    }
    return report;
  }

  /** Records read so far. */
  long records() {
    return records;
  }

  /** Records that break the contract. */
  long refused() {
    return refused;
  }

  /** The tables of all reports that stand. */
  PlainTables tables() {
    PlainTables tables = new PlainTables(strata);
    reports.values().stream().filter(report -> !report.nullified()).forEach(tables::add);
    return tables;
  }
}
