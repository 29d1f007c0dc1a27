package io.tocsin.local.recount;

import io.tocsin.schemas.deadletter.ErrorCode;
import io.tocsin.schemas.deadletter.InvalidRecordException;
import io.tocsin.schemas.report.AdverseEventReport;
import io.tocsin.schemas.report.DrugRole;
import io.tocsin.schemas.report.Names;
import io.tocsin.schemas.report.ReportReader;
import io.tocsin.schemas.report.ReportStatus;
import io.tocsin.schemas.signal.Pair;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Counts the distinct valid reports of {@code adverse-event-reports} the plain way: first all
 * records, keeping each report's highest version, then one pass over the reports. It shares the
 * contract's reader with the stream, and nothing else.
 */
final class BatchRecount {
  private final ReportReader reader = new ReportReader();
  private final Set<DrugRole> countedRoles;
  private final Map<String, Version> reports = new HashMap<>();
  private long records;
  private long refused;

  /** What of a version is counted; names are normalised. */
  private record Version(int number, boolean nullified, List<String> drugs, List<String> events) {

    boolean isAfter(@Nullable Version other) {
      return other == null
          || number > other.number
          || (number == other.number && nullified && !other.nullified);
    }
  }

  BatchRecount(Set<DrugRole> countedRoles) {
    this.countedRoles = Set.copyOf(countedRoles);
  }

  void take(ConsumerRecord<byte[], byte[]> each) {
    records++;
    try {
      AdverseEventReport report = valid(each);
      Version version = version(report);
      if (version.isAfter(reports.get(report.reportId()))) {
        reports.put(report.reportId(), version);
      }
    } catch (InvalidRecordException e) {
      refused++;
    }
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

  private Version version(AdverseEventReport report) {
    return new Version(
        report.version(),
        report.status() == ReportStatus.NULLIFIED,
        report.drugs().stream()
            .filter(drug -> countedRoles.contains(drug.role()))
            .map(drug -> Names.normalize(drug.name()))
            .toList(),
        report.reactions().stream().map(reaction -> Names.normalize(reaction.term())).toList());
  }

  /** Records read so far. */
  long records() {
    return records;
  }

  /** Records that break the contract. */
  long refused() {
    return refused;
  }

  /** The counts of all reports that stand. */
  Counts counts() {
    Counts counts = new Counts();
    for (Version version : reports.values()) {
      if (!version.nullified()) {
        counts.reports++;
        version.events().forEach(event -> Counts.add(counts.events, event));
        for (String drug : version.drugs()) {
          Counts.add(counts.drugs, drug);
          version.events().forEach(event -> Counts.add(counts.pairs, new Pair(drug, event)));
        }
      }
    }
    return counts;
  }
}
